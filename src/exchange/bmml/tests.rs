mod any;
mod examples;
mod others;

use std::sync::LazyLock;

use crate::exchange::{self, Import, Kinds, Look, Source, Target, Written};
use crate::format::kind::built_in_kind;
use crate::model::canvas::Canvas;
use serde_json::Value;

const SCHEMA: &str = include_str!("../../../tests/fixtures/bmml/bmclang-v2.schema.json");

fn read(text: &str) -> Import {
    let kinds = Kinds::new(built_in_kind("business-model").unwrap(), vec![]);
    exchange::read(text.as_bytes(), Source::Bmml, &kinds)
        .unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn write(canvas: &Canvas) -> Written {
    let kind = built_in_kind(&canvas.kind).unwrap();
    exchange::write(canvas, &kind, Target::Bmml, Look::default()).unwrap()
}

fn text(written: &Written) -> &str {
    std::str::from_utf8(&written.bytes).unwrap()
}

/// What the file holds, with references in order and nothing that says nothing.
fn content(yaml: &str) -> Value {
    let json = exchange::yaml::read(yaml).unwrap().json();
    let mut fields = crate::model::json::Fields::new();
    fields.insert("all".to_owned(), json);
    normal(
        serde_json::from_str(&json_text(&fields["all"])).unwrap(),
        "",
    )
}

fn json_text(json: &crate::model::json::Json) -> String {
    use crate::model::json::Json;
    match json {
        Json::String(text) => serde_json::to_string(text).unwrap(),
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(json_text).collect();
            format!("[{}]", items.join(","))
        }
        Json::Object(fields) => {
            let field = |(name, value): (&String, &Json)| {
                format!(
                    "{}:{}",
                    serde_json::to_string(name).unwrap(),
                    json_text(value)
                )
            };
            let fields: Vec<String> = fields.iter().map(field).collect();
            format!("{{{}}}", fields.join(","))
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => json.to_string(),
    }
}

fn normal(value: Value, name: &str) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| {
                let value = normal(value, &name);
                (name, value)
            });
            let says = |(name, value): &(String, Value)| {
                let is_empty = value.as_array().is_some_and(Vec::is_empty)
                    || value.as_object().is_some_and(serde_json::Map::is_empty)
                    || name == "description" && value == "";
                !is_empty
            };
            Value::Object(fields.filter(says).collect())
        }
        Value::Array(mut items) => {
            let is_refs = [
                "customer_segments",
                "value_propositions",
                "key_resources",
                "key_activities",
            ];
            if is_refs.contains(&name) && items.iter().all(Value::is_string) {
                items.sort_by_key(|item| item.as_str().unwrap().to_owned());
                items.dedup();
            }
            Value::Array(items.into_iter().map(|item| normal(item, "")).collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}

/// Says what the schema has against the file.
fn faults(yaml: &str) -> Vec<String> {
    static VALIDATOR: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        let options = jsonschema::options().should_validate_formats(true);
        options.build(&schema).unwrap()
    });
    let json = exchange::yaml::read(yaml).unwrap().json();
    let value = serde_json::from_str(&json_text(&json)).unwrap();
    let errors = VALIDATOR.iter_errors(&value);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}
