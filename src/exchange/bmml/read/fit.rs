//! Fits of a BMML file.

use super::{Age, Reader};
use crate::exchange::bmml::GONE;
use crate::exchange::bmml::kept::{self, text};
use crate::exchange::bmml::section::Section;
use crate::exchange::found::Remark;
use crate::exchange::yaml::Node;
use crate::model::id::NoteId;
use crate::model::json::{Fields, Json};

impl Reader {
    /// Reads a fit: its ends are links, and all of it is kept.
    pub(super) fn fit(&mut self, fit: &Node) {
        let id = fit.get("id").and_then(Node::text).unwrap_or_default();
        if fit.fields().is_empty() {
            self.left_out(fit.line, "a fit without any field".to_owned());
            return;
        }
        let mut other = Fields::new();
        let ends = [Section::Propositions, Section::Segments].map(|section| {
            let refs = fit.get("for").and_then(|of| of.get(section.key()));
            refs.map(|refs| self.refs(section, refs))
                .unwrap_or_default()
        });
        let [propositions, segments] = &ends;
        if ends.iter().any(|refs| refs.known.is_empty()) {
            let what = format!("the fit {id:?}, which is for nobody");
            let line = Some(fit.line);
            self.found.remarks.push(Remark::Unshown { line, what });
        }
        for proposition in &propositions.known {
            let serves = self.serves.entry(proposition.clone()).or_default();
            let segments = segments.known.iter();
            serves.extend(segments.map(|id| NoteId::from(id.as_str())));
        }
        let texts = |ids: &[String]| Json::Array(ids.iter().map(|id| text(id)).collect());
        let named = kept::object([
            (Section::Propositions.key(), texts(&propositions.known)),
            (Section::Segments.key(), texts(&segments.known)),
        ]);
        let mut fields = Fields::from([("for".to_owned(), named)]);
        let lists = [Section::Propositions.key(), Section::Segments.key()];
        let gone = lists
            .into_iter()
            .zip(ends)
            .filter(|(_, refs)| !refs.gone.is_empty());
        let gone: Fields = gone
            .map(|(list, refs)| (list.to_owned(), Json::Array(refs.gone)))
            .collect();
        if !gone.is_empty() {
            fields.insert(GONE.to_owned(), Json::Object(gone));
        }
        for (field, node) in fit.fields() {
            match field.as_str() {
                "id" => self.odd_id("fit", node, &mut other),
                "for" => self.strange_ends(node, &mut other),
                "mappings" => self.mappings(node, &mut fields, &mut other),
                field => match self.age {
                    Age::Older => self.strangers.add("fits", field, node.line),
                    Age::Now => self.keep_other("fits", field, node, &mut other),
                },
            }
        }
        if !other.contains_key("id") && !id.is_empty() {
            fields.insert("id".to_owned(), text(id));
        }
        kept::keep(&mut fields, other);
        self.fits.push(Json::Object(fields));
    }

    /// Keeps what a fit is for where the format knows no such ends.
    fn strange_ends(&mut self, node: &Node, other: &mut Fields) {
        let is_known = |list: &str| {
            [Section::Propositions, Section::Segments]
                .iter()
                .any(|section| section.key() == list)
        };
        let mut strange = Fields::new();
        for (list, refs) in node.fields() {
            if !is_known(list) && self.age == Age::Now {
                self.strange.add("fits", &format!("for.{list}"), refs.line);
                strange.insert(list.clone(), refs.typed());
            }
        }
        if node.fields().is_empty() && !node.is_nothing() && self.age == Age::Now {
            self.keep_other("fits", "for", node, other);
        } else if !strange.is_empty() {
            other.insert("for".to_owned(), Json::Object(strange));
        }
    }

    fn mappings(&mut self, node: &Node, fields: &mut Fields, other: &mut Fields) {
        let mut mappings = Vec::new();
        for pair in node.items() {
            let ends: Vec<&str> = pair.items().iter().filter_map(Node::text).collect();
            match ends.as_slice() {
                [helper, helped] if pair.items().len() == 2 => {
                    mappings.push(Json::Array(vec![text(helper), text(helped)]));
                }
                _ if self.age == Age::Now => {
                    let what = "a mapping that is no pair of ids".to_owned();
                    let line = Some(pair.line);
                    self.found.remarks.push(Remark::Unshown { line, what });
                    other.insert("mappings".to_owned(), node.typed());
                }
                _ => self.left_out(pair.line, "a mapping that is no pair of ids".to_owned()),
            }
        }
        if !mappings.is_empty() {
            fields.insert("mappings".to_owned(), Json::Array(mappings));
        }
    }
}
