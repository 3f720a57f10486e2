//! Lists and tables.

use super::*;

#[test]
fn ordinals_behind_a_lost_item_are_not_told_and_those_behind_none_are() {
    let all = ["Open it.", "Wash it.", "Close it.", "Dry it."];
    let lost = told(
        |text| {
            text.list(1, &all).list(1, &all);
        },
        |text| {
            text.list(1, &[all[0], all[2], all[3]]).list(1, &all);
        },
    );
    assert_eq!(
        lost,
        ["after paragraph “Open it.”: missing: paragraph “Wash it.”"]
    );
    let skipped = told(
        |text| {
            text.list(1, &all[..2]);
        },
        |text| {
            let (ordered, start) = (true, 1);
            text.within(Container::List { ordered, start }, |text| {
                for (ordinal, item) in [(1, all[0]), (3, all[1])] {
                    text.within(Container::ListItem { ordinal }, |text| {
                        text.p(item);
                    });
                }
            });
        },
    );
    let list = "numbered list from 1 > list item";
    assert_eq!(
        skipped,
        [format!(
            "after paragraph “Open it.”: paragraph “Wash it.” stands in {list} 3 and not in {list} 2"
        )]
    );
}

#[test]
fn one_list_that_has_become_two_is_told_once() {
    let told = told(
        |text| {
            text.list(1, &["a", "b", "c", "d"]);
        },
        |text| {
            text.list(1, &["a", "b"]).list(3, &["c", "d"]);
        },
    );
    assert_eq!(
        told,
        [
            "after paragraph “b”: paragraph “c” stands in numbered list from 3 > list item and not in numbered list from 1 > list item; the same is true of 1 more behind it"
        ]
    );
}

#[test]
fn columns_that_have_shifted_are_told_row_by_row_and_a_header_that_has_changed_once() {
    let head = ["Day", "Pain", "Rest"];
    let shifted = told(
        |text| {
            text.table(&[&head, &["1", "much", "all day"], &["2", "some", "at noon"]]);
        },
        |text| {
            text.table(&[&head, &["1", "", "much", "all day"], &["2", "some", "at noon"]]);
        },
    );
    assert_eq!(
        shifted,
        [
            "after text “1”: added: text without words",
            "after text “1”: text “much” stands in table > row > cell of Rest and not in table > row > cell of Pain",
            "after text “much”: text “all day” stands in table > row > cell without headers and not in table > row > cell of Rest",
        ]
    );
    let body: [&[&str]; 2] = [&["1", "much", "all day"], &["2", "some", "at noon"]];
    let renamed = told(
        |text| {
            text.table(&[&head, body[0], body[1]]);
        },
        |text| {
            text.table(&[&["Day", "Ache", "Rest"], body[0], body[1]]);
        },
    );
    assert_eq!(renamed, ["after text “Day”: words: [-Pain-] {+Ache+}"]);
    let lost = told(
        |text| {
            text.p("Before.").table(&[&head, body[0], body[1]]);
        },
        |text| {
            text.p("Before.").within(Container::Table, |text| {
                for (ordinal, row) in (1..).zip(body) {
                    text.within(Container::Row { ordinal }, |text| {
                        for (column, cell) in (1..).zip(row) {
                            let (header, headers) = (false, Vec::new());
                            let within = Container::Cell {
                                column,
                                header,
                                headers,
                            };
                            text.within(within, |text| {
                                text.item(Role::Cell, cell);
                            });
                        }
                    });
                }
            });
        },
    );
    assert_eq!(
        lost,
        ["after paragraph “Before.”: missing: row “Day | Pain | Rest”"]
    );
}

#[test]
fn a_cell_that_is_headed_by_another_than_was_told_of_is_told() {
    let cell = |column: u32, headers: &[&str]| Container::Cell {
        column,
        header: false,
        headers: headers.iter().map(|words| (*words).to_owned()).collect(),
    };
    let table = |pain: &'static str, over: &'static str| {
        move |text: &mut Text| {
            text.within(Container::Table, |text| {
                for (column, words) in [(1, "Day"), (2, pain)] {
                    let (header, headers) = (true, Vec::new());
                    let within = Container::Cell {
                        column,
                        header,
                        headers,
                    };
                    text.within(within, |text| {
                        text.item(Role::Cell, words);
                    });
                }
                text.within(cell(2, &[over]), |text| {
                    text.item(Role::Cell, "much");
                });
            });
        }
    };
    assert_eq!(told(table("Pain", "Pain"), table("Ache", "Ache")).len(), 1);
    assert_eq!(told(table("Pain", "Pain"), table("Ache", "Day")).len(), 2);
    assert_eq!(told(table("Pain", "Pain"), table("Pain", "Day")).len(), 1);
}
