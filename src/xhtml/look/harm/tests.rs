use super::*;
use crate::xhtml::look::allowed::unprefixed;
use crate::xhtml::look::sheet::declarations;

fn harms(style: &str) -> Vec<Harm> {
    let said = declarations(style);
    let block = Block {
        values: said
            .iter()
            .map(|one| (unprefixed(&one.property), one.value.clone()))
            .collect(),
        em: 20.0,
        root: 16.0,
        letters: 400,
        in_line: false,
        is_piece: true,
        is_text: true,
        pieces: 1,
    };
    let mut harms: Vec<Harm> = block.harms().into_iter().map(|(_, harm)| harm).collect();
    harms.dedup();
    harms
}

#[test]
fn what_hides_moves_or_changes_words_is_told() {
    for (style, harm) in [
        ("display:none", Harm::Hides),
        ("visibility:hidden", Harm::Hides),
        ("position:absolute;left:-9999px", Harm::Hides),
        ("position:fixed;top:100vh", Harm::Hides),
        ("text-indent:-9999px", Harm::Hides),
        ("clip-path:inset(100%)", Harm::Hides),
        ("position:absolute;clip:rect(0,0,0,0)", Harm::Hides),
        ("height:0;overflow:hidden", Harm::Hides),
        ("max-height:1em;overflow:hidden", Harm::Hides),
        ("width:0;overflow:hidden;white-space:nowrap", Harm::Hides),
        ("opacity:0.01", Harm::Hides),
        ("transform:scale(0)", Harm::Hides),
        ("transform:rotate(180deg)", Harm::Hides),
        ("filter:opacity(0)", Harm::Hides),
        ("mask:linear-gradient(transparent,transparent)", Harm::Hides),
        ("-webkit-text-fill-color:transparent", Harm::Hides),
        ("-webkit-text-security:disc", Harm::Hides),
        ("margin-left:-9999px", Harm::Hides),
        ("display:grid;grid-template-rows:0;overflow:hidden", Harm::Hides),
        ("position:relative;z-index:-9", Harm::Hides),
        ("line-height:0", Harm::Hides),
        ("zoom:0.01", Harm::Hides),
        ("letter-spacing:-1em", Harm::Hides),
        ("color:rgba(0,0,0,0)", Harm::Hides),
        ("nobody-knows:this", Harm::May),
        ("text-decoration:line-through", Harm::Strikes),
        ("display:flex;flex-direction:column-reverse", Harm::Order),
        ("order:-1", Harm::Order),
        ("quotes:\"50 mg\" \"x\"", Harm::Writes),
        ("content:url(a.png)", Harm::Writes),
        ("counter-increment:list-item 7", Harm::Writes),
        ("vertical-align:super", Harm::Raises),
        ("opacity:calc(0)", Harm::Hides),
        ("opacity:min(0, 1)", Harm::Hides),
        ("opacity:sin(0)", Harm::May),
        ("margin-left:round(-9999.1px, 1px)", Harm::May),
        ("font-size:abs(0px)", Harm::May),
        ("position:relative;top:3em", Harm::May),
        ("position:relative;inset:3em 0 0", Harm::May),
        ("position:absolute", Harm::May),
        ("position:fixed;top:0", Harm::May),
        ("overflow:hidden;height:10vh", Harm::Hides),
        ("overflow:clip;max-height:5em", Harm::Hides),
        ("overflow:hidden;white-space:nowrap", Harm::Hides),
        (
            "overflow:hidden;text-wrap:nowrap;text-overflow:ellipsis",
            Harm::Hides,
        ),
        ("-epub-speak:none", Harm::Silences),
        ("pointer-events:none", Harm::Locks),
    ] {
        assert_eq!(harms(style), [harm], "{style}");
    }
}

#[test]
fn what_only_says_how_words_look_is_not() {
    for style in [
        "mso-margin-top-alt:auto;margin-left:36.0pt;tab-stops:3cm;page-break-before:always",
        "display:block;float:none;position:relative;width:100%;overflow:auto;margin-top:-2pt;text-decoration:underline",
        "position:static;left:-9999px;height:auto;max-height:none;z-index:3;opacity:.9",
        "font:bold 12px/1.4 Georgia, serif;-webkit-font-smoothing:antialiased;-ms-text-size-adjust:100%",
        "margin:0 auto;margin-left:calc(-.5 * var(--x));text-indent:-2em;padding:1px;border:0;box-shadow:none",
        "display:flex;flex-direction:row;align-items:center;gap:1rem;transform:translateY(-50%);transition:all 1s",
        "white-space:nowrap;hyphens:auto;list-style:none;text-transform:uppercase;letter-spacing:.1em",
        "filter:alpha(opacity=50);zoom:1;vertical-align:top;line-height:1.2;will-change:transform;cursor:pointer",
        "position:relative;top:-.5em;left:1px;opacity:calc(1 - .1);overflow-x:hidden;height:9em;overflow-y:auto",
        "max-width:40em;overflow:hidden;text-overflow:ellipsis;quotes:\"\u{201C}\" \"\u{201D}\";counter-reset:a 3",
    ] {
        assert_eq!(harms(style), [], "{style}");
    }
}

#[test]
fn what_is_painted_over_words_is_told() {
    let covers = |style: &str| {
        let said = declarations(style);
        covers(
            &said
                .iter()
                .map(|one| (one.property.as_str(), one.value.as_str()))
                .collect(),
        )
    };
    assert!(covers("content:\"\";position:absolute;inset:0;background:#fff"));
    assert!(covers(
        "content:\"\";position:absolute;left:0;right:0;top:50%;height:2px;background:red"
    ));
    for style in [
        "content:\"\";position:absolute;inset:0",
        "content:\"\";position:absolute;left:0;width:8px;height:8px;background:red",
        "content:\"\";position:absolute;top:0;bottom:0;width:2px;background:red",
        "content:\"\";background:red",
        "position:absolute;inset:0;background:red",
    ] {
        assert!(!covers(style), "{style}");
    }
}
