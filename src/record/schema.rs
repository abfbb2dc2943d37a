//! Lists of fields as JSON Schema (draft 2020-12), for editors that complete and check while one types.

use serde_json::{Map, Value, json};

use super::{Field, Shape};

/// The schema of a whole file that may hold the fields of several lists.
#[must_use]
pub fn schema(title: &str, lists: &[&'static [Field]]) -> Value {
    let mut schema = object(lists);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(title);
    schema
}

fn object(lists: &[&'static [Field]]) -> Value {
    let mut properties = Map::new();
    for field in lists.iter().flat_map(|fields| fields.iter()) {
        let mut property = shape(&field.shape);
        property["description"] = json!(format!("{} / {}", field.vi, field.en));
        if !field.alias.is_empty() {
            properties.insert(field.alias.to_owned(), property.clone());
        }
        properties.insert(field.key.to_owned(), property);
    }
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn shape(of: &'static Shape) -> Value {
    match of {
        Shape::Text | Shape::Prose | Shape::Form(_) => json!({ "type": "string" }),
        Shape::Moment => {
            json!({ "type": "string", "examples": ["11/07/2022 15:30", "2022-07-11T15:30:00+07:00"] })
        }
        Shape::Number(between) => {
            json!({ "type": "integer", "minimum": between.start(), "maximum": between.end() })
        }
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Words(each) => {
            let each = shape(each);
            json!({ "anyOf": [each, { "type": "array", "items": each }] })
        }
        Shape::Choice(choices) => {
            let names = choices
                .iter()
                .flat_map(|(en, vi)| [*en, *vi])
                .filter(|name| !name.is_empty());
            json!({ "enum": names.collect::<Vec<_>>() })
        }
        Shape::Record { fields, bare } => one(fields, bare),
        Shape::Records { fields, bare } => {
            let item = one(fields, bare);
            json!({ "anyOf": [item, { "type": "array", "items": item }] })
        }
        Shape::Free => json!({}),
    }
}

fn one(fields: &'static [Field], bare: &str) -> Value {
    match fields.iter().find(|field| field.key == bare) {
        Some(field) => json!({ "anyOf": [shape(&field.shape), object(&[fields])] }),
        None => object(&[fields]),
    }
}
