//! The words that make a number a piece of information: units, months, days of the week, times of day. English, French
//! and Arabic together; symbols by their exact letters (SI Brochure, 9th edition), words in either case.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

#[rustfmt::skip]
const SYMBOLS: &[&str] = &[
    "mg", "g", "kg", "mcg", "µg", "μg", "ng", "pg", "ml", "mL", "l", "L", "cl", "cL", "dl", "dL", "µl", "μl",
    "µL", "μL", "mm", "cm", "dm", "m", "km", "µm", "μm", "nm", "mmol", "mol", "µmol", "μmol", "nmol", "pmol",
    "mEq", "IU", "iu", "UI", "U", "kcal", "cal", "kJ", "Pa", "kPa", "hPa", "mmHg", "Hz", "kHz", "MHz", "Gy",
    "cGy", "mGy", "Sv", "mSv", "µSv", "μSv", "kV", "mV", "kW", "s", "sec", "secs", "ms", "min", "mins", "h",
    "hr", "hrs", "yr", "yrs", "wk", "wks", "lb", "lbs", "oz", "ft", "bpm", "pt", "pts", "ºC", "ºF", "MB",
    "GB", "kB", "px",
];

#[rustfmt::skip]
const WORDS: &[&str] = &[
    // English.
    "microgram",
    "micrograms",
    "milligram",
    "milligrams",
    "gram",
    "grams",
    "gramme",
    "grammes",
    "kilogram",
    "kilograms",
    "kilo",
    "kilos",
    "nanogram",
    "nanograms",
    "millilitre",
    "millilitres",
    "milliliter",
    "milliliters",
    "litre",
    "litres",
    "liter",
    "liters",
    "millimetre",
    "millimetres",
    "millimeter",
    "millimeters",
    "centimetre",
    "centimetres",
    "centimeter",
    "centimeters",
    "metre",
    "metres",
    "meter",
    "meters",
    "kilometre",
    "kilometres",
    "kilometer",
    "kilometers",
    "mile",
    "miles",
    "inch",
    "inches",
    "foot",
    "feet",
    "yard",
    "yards",
    "stone",
    "pound",
    "pounds",
    "ounce",
    "ounces",
    "pint",
    "pints",
    "second",
    "seconds",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "night",
    "nights",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "times",
    "tablet",
    "tablets",
    "capsule",
    "capsules",
    "drop",
    "drops",
    "puff",
    "puffs",
    "patch",
    "patches",
    "sachet",
    "sachets",
    "spoonful",
    "spoonfuls",
    "teaspoon",
    "teaspoons",
    "tablespoon",
    "tablespoons",
    "suppository",
    "suppositories",
    "dose",
    "doses",
    "unit",
    "units",
    "degree",
    "degrees",
    "percent",
    "calories",
    "kilocalories",
    "kilojoules",
    "pence",
    "euro",
    "euros",
    // French.
    "microgramme",
    "microgrammes",
    "milligramme",
    "milligrammes",
    "kilogramme",
    "kilogrammes",
    "centilitre",
    "centilitres",
    "millimètre",
    "millimètres",
    "centimètre",
    "centimètres",
    "mètre",
    "mètres",
    "kilomètre",
    "kilomètres",
    "seconde",
    "secondes",
    "heure",
    "heures",
    "jour",
    "jours",
    "nuit",
    "nuits",
    "semaine",
    "semaines",
    "mois",
    "ans",
    "année",
    "années",
    "fois",
    "comprimé",
    "comprimés",
    "gélule",
    "gélules",
    "goutte",
    "gouttes",
    "bouffée",
    "bouffées",
    "cuillère",
    "cuillères",
    "suppositoire",
    "suppositoires",
    "ampoule",
    "ampoules",
    "unité",
    "unités",
    "degré",
    "degrés",
    "calorie",
    // Arabic.
    "ملغ",
    "ملغم",
    "مغ",
    "مجم",
    "ملجم",
    "ملج",
    "غ",
    "غم",
    "جم",
    "غرام",
    "غرامات",
    "غراما",
    "جرام",
    "جرامات",
    "كغ",
    "كغم",
    "كجم",
    "كيلو",
    "كيلوغرام",
    "كيلوجرام",
    "مكغ",
    "مكغم",
    "ميكروغرام",
    "ميكروجرام",
    "ملليغرام",
    "مليغرام",
    "ملليجرام",
    "مليجرام",
    "مل",
    "ملل",
    "ملي",
    "مليلتر",
    "ملليلتر",
    "ميليلتر",
    "لتر",
    "لترات",
    "لترا",
    "مم",
    "ملم",
    "سم",
    "متر",
    "أمتار",
    "مترا",
    "كم",
    "ثانية",
    "ثوان",
    "ثوانٍ",
    "ثواني",
    "دقيقة",
    "دقائق",
    "ساعة",
    "ساعات",
    "يوم",
    "أيام",
    "يوما",
    "يومًا",
    "ليلة",
    "ليال",
    "ليالٍ",
    "أسبوع",
    "أسابيع",
    "أسبوعا",
    "أسبوعًا",
    "شهر",
    "أشهر",
    "شهور",
    "شهرا",
    "شهرًا",
    "سنة",
    "سنوات",
    "عام",
    "أعوام",
    "عاما",
    "عامًا",
    "مرة",
    "مرات",
    "قرص",
    "أقراص",
    "قرصا",
    "قرصًا",
    "حبة",
    "حبات",
    "حبوب",
    "كبسولة",
    "كبسولات",
    "قطرة",
    "قطرات",
    "بخة",
    "بخات",
    "جرعة",
    "جرعات",
    "وحدة",
    "وحدات",
    "درجة",
    "درجات",
    "بالمئة",
    "بالمائة",
    "ملعقة",
    "ملاعق",
];

#[rustfmt::skip]
const ENGLISH_MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
];

#[rustfmt::skip]
const OTHER_MONTHS: &[&str] = &[
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "janv",
    "févr",
    "juil",
    "déc",
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "ابريل",
    "إبريل",
    "مايو",
    "يونيو",
    "يونيه",
    "يوليو",
    "يوليه",
    "أغسطس",
    "اغسطس",
    "سبتمبر",
    "أكتوبر",
    "اكتوبر",
    "نوفمبر",
    "ديسمبر",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "جانفي",
    "فيفري",
    "أفريل",
    "ماي",
    "جوان",
    "جويلية",
    "أوت",
    "محرم",
    "صفر",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
];

/// Months of two words.
const PAIRED_MONTHS: &[(&str, &str)] = &[
    ("كانون", "الثاني"),
    ("كانون", "الأول"),
    ("تشرين", "الأول"),
    ("تشرين", "الثاني"),
];

#[rustfmt::skip]
const ENGLISH_DAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Mon",
    "Tue",
    "Tues",
    "Wed",
    "Thu",
    "Thur",
    "Thurs",
    "Fri",
    "Sat",
    "Sun",
];

#[rustfmt::skip]
const OTHER_DAYS: &[&str] = &[
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "الاثنين",
    "الإثنين",
    "الثلاثاء",
    "الأربعاء",
    "الاربعاء",
    "الخميس",
    "الجمعة",
    "السبت",
    "الأحد",
    "الاحد",
];

#[rustfmt::skip]
const TIMES_OF_DAY: &[&str] = &[
    "am",
    "pm",
    "noon",
    "midday",
    "midnight",
    "ص",
    "م",
    "صباحا",
    "صباحًا",
    "صباحاً",
    "مساء",
    "مساءً",
    "ظهرا",
    "ظهرًا",
    "ظهراً",
];

/// Whether a word is a unit.
pub(super) fn is_unit(word: &str) -> bool {
    let word = composed(word);
    SYMBOLS.contains(&&*word) || WORDS.contains(&word.to_lowercase().as_str())
}

/// Whether a word names a month: English names begin with a capital, because "may" and "march" are words as well.
pub(super) fn is_month(word: &str) -> bool {
    named(word, ENGLISH_MONTHS, OTHER_MONTHS)
}

/// Whether two words name a month.
pub(super) fn is_paired_month(first: &str, second: &str) -> bool {
    PAIRED_MONTHS.contains(&(&*composed(first), &*composed(second)))
}

/// Whether a word names a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    named(word, ENGLISH_DAYS, OTHER_DAYS)
}

/// Whether a word says which part of the day an hour is in.
pub(super) fn is_time_of_day(word: &str) -> bool {
    TIMES_OF_DAY.contains(&composed(word).to_lowercase().as_str())
}

/// Whether a word joins the ends of a range.
pub(super) fn is_to(word: &str) -> bool {
    ["to", "à", "au", "إلى", "الى", "حتى"].contains(&&*composed(word))
}

/// Whether a word follows the number of a day: `1st`, `1er`.
pub(super) fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th", "er"].contains(&word)
}

/// Whether a word stands before the number of a page.
pub(super) fn is_page(word: &str) -> bool {
    ["page", "pages", "p", "pp", "صفحة", "الصفحة", "الصفحات"].contains(&word.to_lowercase().as_str())
}

/// Whether a word with a full stop behind it stands before a number: `vol. 2`, `no. 5`.
pub(super) fn is_abbreviated(word: &str) -> bool {
    [
        "vol", "vols", "no", "nos", "ch", "chap", "sec", "sect", "fig", "figs", "suppl", "supp", "art", "ed",
        "tab", "app", "para", "paras", "pt", "nr",
    ]
    .contains(&word.to_lowercase().as_str())
}

fn named(word: &str, capital: &[&str], any: &[&str]) -> bool {
    let word = composed(word);
    capital.contains(&&*word) || any.contains(&word.to_lowercase().as_str())
}

/// A word in NFC, as the lists above are.
fn composed(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.nfc().collect())
    }
}
