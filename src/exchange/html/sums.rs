//! What a canvas says beyond its notes: figures, viability, story, what merges left to decide.

use super::markup::Html;
use super::prose::{self, paragraph};
use super::said::Known;
use crate::exchange::Rules;
use crate::exchange::poster::are_dots_shown;
use crate::model::canvas::Canvas;
use crate::model::conflicts::words;
use crate::model::figures::table::{self, Table, Weight};
use crate::model::figures::{self, Figures};
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::Kind;
use crate::model::round::Round;
use crate::model::story;
use crate::model::viability::{BEST, Dimension, flags};

/// The figures, where any note states an amount or the canvas assumes anything.
pub(super) fn money(html: &mut Html, canvas: &Canvas, kind: &Kind) {
    let Ok(figures) = figures::figures(canvas, kind) else {
        return;
    };
    let left_out = &figures.left_out;
    let has_amounts = !(left_out.unread.is_empty() && left_out.elsewhere.is_empty());
    if figures.sheets.is_empty() && canvas.figures().is_none() && !has_amounts {
        return;
    }
    html.element("section", &[("id", "figures")], |html| {
        html.with_text("h2", &[], "Figures");
        let assumed = table::assumed(&figures);
        if !assumed.is_empty() {
            html.with_text("p", &[], &format!("Assumed: {assumed}"));
        }
        sheets(html, &figures, canvas);
        let remarks = table::remarks(&figures, canvas);
        if !remarks.is_empty() {
            html.element("ul", &[], |html| {
                for remark in remarks {
                    html.said("li", "", &remark);
                }
            });
        }
    });
}

fn sheets(html: &mut Html, figures: &Figures, canvas: &Canvas) {
    for sheet in &figures.sheets {
        let Ok(tables) = table::tables(sheet, canvas) else {
            html.with_text("p", &[], "Some figures are too great to be reckoned with.");
            continue;
        };
        html.element("div", &[("class", "tables")], |html| {
            for table in tables {
                let title = format!("{}, {}", table.title, sheet.currency);
                figures_table(html, &title, &table);
            }
        });
    }
}

fn figures_table(html: &mut Html, title: &str, table: &Table) {
    html.element("table", &[], |html| {
        html.with_text("caption", &[], title);
        html.element("thead", &[], |html| {
            html.element("tr", &[], |html| {
                html.with_text("td", &[], "");
                for column in &table.columns {
                    html.with_text("th", &[("scope", "col")], column);
                }
            });
        });
        html.element("tbody", &[], |html| {
            for row in &table.rows {
                let class = match row.weight {
                    Weight::Main => "main",
                    Weight::Detail => "detail",
                };
                html.element("tr", &[("class", class)], |html| {
                    html.element("th", &[("scope", "row")], |html| {
                        html.said("bdi", "", &row.name);
                    });
                    for cell in &row.cells {
                        html.with_text("td", &[], cell);
                    }
                });
            }
        });
    });
}

/// The six questions, where the team answered any.
pub(super) fn viability(html: &mut Html, canvas: &Canvas, kind: &Kind, rules: &Rules) {
    if canvas.viability().is_none() {
        return;
    }
    let flags = flags(canvas, kind, &rules.facts, &rules.switches);
    html.element("section", &[("id", "viability")], |html| {
        html.with_text("h2", &[], "Does it hold?");
        html.element("ul", &[("class", "answers"), ("role", "list")], |html| {
            for dimension in Dimension::ALL {
                html.element("li", &[], |html| {
                    answer(html, canvas, dimension);
                    for flag in flags.iter().filter(|flag| flag.dimension == dimension) {
                        html.element("p", &[("class", "flag")], |html| {
                            html.own("⚑ red flag: ");
                            html.said("bdi", "", &flag.told(canvas));
                        });
                    }
                });
            }
        });
    });
}

fn answer(html: &mut Html, canvas: &Canvas, dimension: Dimension) {
    let answer = canvas.answer(dimension);
    html.element("h3", &[], |html| {
        html.text(dimension.title());
        html.own(" ");
        html.element("span", &[("class", "rating")], |html| match answer.rating {
            None => html.own("not rated"),
            Some(rating) => stars(html, rating),
        });
    });
    html.with_text("p", &[("class", "question")], dimension.question());
    if !answer.reason.is_empty() {
        paragraph(html, "p", "text", &answer.reason);
    }
}

fn stars(html: &mut Html, rating: u8) {
    let dots: String = (1..=BEST)
        .map(|dot| if dot <= rating { '●' } else { '○' })
        .collect();
    html.with_text("span", &[("aria-hidden", "true")], &dots);
    html.text(&format!(" {rating} of {BEST}"));
}

/// How the canvas is told, where that is its own way.
pub(super) fn told(html: &mut Html, canvas: &Canvas, kind: &Kind) {
    let Some(told) = canvas.story() else {
        return;
    };
    html.element("section", &[("id", "story")], |html| {
        html.with_text("h2", &[], "How it is told");
        html.element("ol", &[("class", "story")], |html| {
            for block in story::order(Some(told), kind) {
                html.element("li", &[], |html| step(html, canvas, kind, &block));
            }
        });
    });
}

fn step(html: &mut Html, canvas: &Canvas, kind: &Kind, block: &BlockId) {
    let line = |id: &str| story::line(canvas.story(), id);
    let place = format!("#{}", prose::block(block));
    html.element("a", &[("href", &place)], |html| {
        html.said("bdi", "", kind.title_of(block));
    });
    said(html, line(block.as_str()));
    let told = |id: &&NoteId| !line(id.as_str()).is_empty();
    let notes: Vec<&NoteId> = canvas.block(block).iter().filter(told).collect();
    if notes.is_empty() {
        return;
    }
    html.element("ul", &[], |html| {
        for id in notes {
            let text = canvas.note(id).map_or("", |note| &note.text);
            let place = format!("#{}", prose::note(id));
            html.element("li", &[], |html| {
                html.element("a", &[("href", &place)], |html| {
                    html.said("bdi", "", prose::first_line(text));
                });
                said(html, line(id.as_str()));
            });
        }
    });
}

fn said(html: &mut Html, line: &str) {
    if !line.is_empty() {
        html.own(": ");
        html.said("span", "", line);
    }
}

/// The rounds of a workshop: the dots, those with the most first, unless they are still kept from everybody.
pub(super) fn rounds(html: &mut Html, canvas: &Canvas, kind: &Kind, known: &Known) {
    let has_dots = canvas.round(Round::Dots).is_some() || !canvas.voters().is_empty();
    if !has_dots && !canvas.is_silent() {
        return;
    }
    html.element("section", &[("id", "rounds")], |html| {
        html.with_text("h2", &[], "Rounds");
        if let Some(who) = canvas.round(Round::Silent) {
            html.element("p", &[], |html| {
                html.own("A silent round is on, begun by ");
                html.said("bdi", "", &who.to_string());
            });
        }
        if has_dots {
            html.with_text("p", &[], &canvas.voting_in_words());
        }
        if are_dots_shown(canvas) {
            html.element("ol", &[], |html| {
                for (id, dots) in canvas.ranking(kind) {
                    html.element("li", &[], |html| {
                        known.link(html, id);
                        html.text(&format!(": {dots}"));
                    });
                }
            });
        }
    });
}

/// Values that lost against another one in a merge, until somebody decides.
pub(super) fn undecided(html: &mut Html, canvas: &Canvas) {
    if canvas.conflicts.is_empty() {
        return;
    }
    html.element("section", &[("id", "undecided")], |html| {
        html.with_text("h2", &[], "Lost in a merge, and not decided");
        html.element("ul", &[], |html| {
            for (path, values) in canvas.conflicts.iter() {
                for value in values {
                    html.element("li", &[], |html| {
                        html.said("bdi", "", &words::name(canvas, path, None));
                        html.own(": ");
                        html.said("bdi", "", &words::value(path, value));
                    });
                }
            }
        });
    });
}
