//! What holds for every day that clients send: its form and its range. Days in answers can lie a little beyond it.

use std::collections::BTreeSet;

use utoipa::openapi::{
    KnownFormat, Object, OpenApi, RefOr, Schema, SchemaFormat,
    schema::{AdditionalProperties, ArrayItems},
};

use super::operations;

/// 1900-01-01 to 2199-12-31.
const PATTERN: &str = "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

/// Says of every day in requests which days there are.
pub(super) fn limit(document: &mut OpenApi) {
    let mut named = Vec::new();
    for (_, operation) in document.paths.paths.values_mut().flat_map(operations) {
        for parameter in operation.parameters.iter_mut().flatten() {
            if let RefOr::T(parameter) = parameter
                && let Some(schema) = &mut parameter.schema
            {
                visit(schema, &mut named);
            }
        }
        if let Some(RefOr::T(body)) = &mut operation.request_body {
            for content in body.content.values_mut() {
                if let RefOr::T(content) = content
                    && let Some(schema) = &mut content.schema
                {
                    visit(schema, &mut named);
                }
            }
        }
    }
    let Some(components) = &mut document.components else {
        return;
    };
    let mut seen = BTreeSet::new();
    while let Some(name) = named.pop() {
        if let Some(schema) = components.schemas.get_mut(&name)
            && seen.insert(name)
        {
            visit(schema, &mut named);
        }
    }
}

/// Limits the days in a schema; adds the names of the schemas it refers to.
fn visit(schema: &mut RefOr<Schema>, named: &mut Vec<String>) {
    let schema = match schema {
        RefOr::Ref(to) => {
            let name = to.ref_location.rsplit('/').next();
            named.extend(name.map(ToOwned::to_owned));
            return;
        }
        RefOr::T(schema) => schema,
    };
    match schema {
        Schema::Object(object) => {
            limit_date(object);
            for property in object.properties.values_mut() {
                visit(property, named);
            }
            if let Some(AdditionalProperties::RefOr(of)) =
                object.additional_properties.as_deref_mut()
            {
                visit(of, named);
            }
        }
        Schema::Array(array) => {
            if let ArrayItems::RefOrSchema(item) = &mut array.items {
                visit(item, named);
            }
        }
        Schema::OneOf(of) => of.items.iter_mut().for_each(|item| visit(item, named)),
        Schema::AllOf(of) => of.items.iter_mut().for_each(|item| visit(item, named)),
        Schema::AnyOf(of) => of.items.iter_mut().for_each(|item| visit(item, named)),
        // The library's enum is open.
        _ => {}
    }
}

fn limit_date(object: &mut Object) {
    if matches!(
        object.format,
        Some(SchemaFormat::KnownFormat(KnownFormat::Date))
    ) {
        object.pattern = Some(PATTERN.to_owned());
    }
}
