//! What holds for every day of the API: its form and its range.

use utoipa::openapi::{
    KnownFormat, Object, OpenApi, RefOr, Schema, SchemaFormat,
    schema::{AdditionalProperties, ArrayItems},
};

use super::operations;

/// 1900-01-01 to 2199-12-31.
const PATTERN: &str = "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

/// Says of every day in the document which days there are.
pub(super) fn limit(document: &mut OpenApi) {
    let schemas = document.components.iter_mut().flat_map(|c| &mut c.schemas);
    schemas.for_each(|(_, schema)| visit(schema));
    for operation in document.paths.paths.values_mut().flat_map(operations) {
        for parameter in operation.parameters.iter_mut().flatten() {
            if let RefOr::T(parameter) = parameter {
                parameter.schema.iter_mut().for_each(visit);
            }
        }
    }
}

fn visit(schema: &mut RefOr<Schema>) {
    let RefOr::T(schema) = schema else { return };
    match schema {
        Schema::Object(object) => {
            limit_date(object);
            object.properties.values_mut().for_each(visit);
            if let Some(AdditionalProperties::RefOr(of)) =
                object.additional_properties.as_deref_mut()
            {
                visit(of);
            }
        }
        Schema::Array(array) => {
            if let ArrayItems::RefOrSchema(item) = &mut array.items {
                visit(item);
            }
        }
        Schema::OneOf(of) => of.items.iter_mut().for_each(visit),
        Schema::AllOf(of) => of.items.iter_mut().for_each(visit),
        Schema::AnyOf(of) => of.items.iter_mut().for_each(visit),
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
