//! Which LaTeX commands stand for which characters.

/// The combining mark of an accent command, named without its backslash.
pub(super) fn accent(name: &str) -> Option<char> {
    Some(match name {
        "`" => '\u{300}',
        "'" => '\u{301}',
        "^" => '\u{302}',
        "~" => '\u{303}',
        "=" => '\u{304}',
        "u" => '\u{306}',
        "." => '\u{307}',
        "\"" => '\u{308}',
        "r" => '\u{30A}',
        "H" => '\u{30B}',
        "v" => '\u{30C}',
        "d" => '\u{323}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" => '\u{331}',
        _ => return None,
    })
}

/// Whether a command changes how its argument looks, never what it says.
pub(super) fn changes_only_the_look(name: &str) -> bool {
    matches!(
        name,
        "emph"
            | "textit"
            | "textbf"
            | "texttt"
            | "textsc"
            | "textrm"
            | "textsf"
            | "textup"
            | "textmd"
            | "textsl"
            | "textnormal"
            | "mkbibemph"
            | "mkbibitalic"
            | "mkbibbold"
            | "underline"
            | "mbox"
            | "text"
            | "em"
            | "it"
            | "itshape"
            | "bf"
            | "bfseries"
            | "sc"
            | "scshape"
            | "rm"
            | "rmfamily"
            | "sf"
            | "tt"
            | "normalfont"
            | "upshape"
            | "mathrm"
            | "mathit"
            | "mathbf"
            | "mathsf"
            | "mathcal"
            | "ensuremath"
            | "protect"
            | "relax"
            | "left"
            | "right"
    )
}

/// The characters that a command stands for.
pub(super) fn symbol(name: &str) -> Option<&'static str> {
    SYMBOLS
        .binary_search_by(|(known, _)| (*known).cmp(name))
        .ok()
        .and_then(|at| SYMBOLS.get(at))
        .map(|(_, text)| *text)
}

/// The raised form of a character that has one; any other as it is.
pub(super) fn superscript(c: char) -> char {
    shifted(c, "0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
}

/// The lowered form of a character that has one; any other as it is.
pub(super) fn subscript(c: char) -> char {
    shifted(c, "0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
}

fn shifted(c: char, from: &str, to: &str) -> char {
    from.chars()
        .zip(to.chars())
        .find(|(plain, _)| *plain == c)
        .map_or(c, |(_, moved)| moved)
}

/// In the byte order of the names.
static SYMBOLS: [(&str, &str); 142] = [
    ("AA", "Å"),
    ("AE", "Æ"),
    ("DH", "Ð"),
    ("DJ", "Đ"),
    ("Delta", "Δ"),
    ("Gamma", "Γ"),
    ("L", "Ł"),
    ("LaTeX", "LaTeX"),
    ("Lambda", "Λ"),
    ("NG", "Ŋ"),
    ("O", "Ø"),
    ("OE", "Œ"),
    ("Omega", "Ω"),
    ("P", "¶"),
    ("Phi", "Φ"),
    ("Pi", "Π"),
    ("Psi", "Ψ"),
    ("S", "§"),
    ("SS", "ẞ"),
    ("Sigma", "Σ"),
    ("TH", "Þ"),
    ("TeX", "TeX"),
    ("Theta", "Θ"),
    ("Upsilon", "Υ"),
    ("Xi", "Ξ"),
    ("aa", "å"),
    ("ae", "æ"),
    ("alpha", "α"),
    ("approx", "≈"),
    ("ast", "*"),
    ("backslash", "\\"),
    ("beta", "β"),
    ("bullet", "•"),
    ("cdot", "·"),
    ("chi", "χ"),
    ("circ", "°"),
    ("copyright", "©"),
    ("dag", "†"),
    ("ddag", "‡"),
    ("degree", "°"),
    ("delta", "δ"),
    ("dh", "ð"),
    ("div", "÷"),
    ("dj", "đ"),
    ("dots", "…"),
    ("epsilon", "ε"),
    ("eta", "η"),
    ("euro", "€"),
    ("gamma", "γ"),
    ("ge", "≥"),
    ("geq", "≥"),
    ("geqslant", "≥"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("i", "ı"),
    ("infty", "∞"),
    ("iota", "ι"),
    ("j", "ȷ"),
    ("kappa", "κ"),
    ("l", "ł"),
    ("lambda", "λ"),
    ("ldots", "…"),
    ("le", "≤"),
    ("leq", "≤"),
    ("leqslant", "≤"),
    ("micro", "μ"),
    ("minus", "−"),
    ("mu", "μ"),
    ("neq", "≠"),
    ("newline", " "),
    ("ng", "ŋ"),
    ("nobreakspace", "\u{A0}"),
    ("nu", "ν"),
    ("o", "ø"),
    ("oe", "œ"),
    ("omega", "ω"),
    ("par", " "),
    ("phi", "φ"),
    ("pi", "π"),
    ("pm", "±"),
    ("pounds", "£"),
    ("psi", "ψ"),
    ("quad", " "),
    ("quotedblbase", "„"),
    ("quotesinglbase", "‚"),
    ("rho", "ρ"),
    ("rightarrow", "→"),
    ("sigma", "σ"),
    ("sim", "~"),
    ("slash", "/"),
    ("space", " "),
    ("ss", "ß"),
    ("tau", "τ"),
    ("textasciicircum", "^"),
    ("textasciigrave", "`"),
    ("textasciitilde", "~"),
    ("textasteriskcentered", "*"),
    ("textbackslash", "\\"),
    ("textbar", "|"),
    ("textbraceleft", "{"),
    ("textbraceright", "}"),
    ("textbullet", "•"),
    ("textcopyright", "©"),
    ("textdagger", "†"),
    ("textdaggerdbl", "‡"),
    ("textdegree", "°"),
    ("textdollar", "$"),
    ("textellipsis", "…"),
    ("textemdash", "—"),
    ("textendash", "–"),
    ("texteuro", "€"),
    ("textgreater", ">"),
    ("textless", "<"),
    ("textminus", "−"),
    ("textmu", "μ"),
    ("textonehalf", "½"),
    ("textordfeminine", "ª"),
    ("textordmasculine", "º"),
    ("textperiodcentered", "·"),
    ("textpm", "±"),
    ("textquotedbl", "\""),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("textquoteleft", "‘"),
    ("textquoteright", "’"),
    ("textquotesingle", "'"),
    ("textregistered", "®"),
    ("textsection", "§"),
    ("texttimes", "×"),
    ("texttrademark", "™"),
    ("textunderscore", "_"),
    ("th", "þ"),
    ("theta", "θ"),
    ("times", "×"),
    ("to", "→"),
    ("upsilon", "υ"),
    ("varepsilon", "ε"),
    ("varphi", "φ"),
    ("xi", "ξ"),
    ("zeta", "ζ"),
];

#[cfg(test)]
mod tests {
    use super::SYMBOLS;

    #[test]
    fn symbols_are_sorted_for_the_search() {
        assert!(SYMBOLS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
