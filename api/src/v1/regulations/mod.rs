//! The two regulations as data: texts, articles, what the software does for each, parameters.

mod body;
mod get_article;
mod get_regulation;
mod list_parameters;
mod list_regulations;

pub use body::{
    ArticleBody, ArticleSummary, ErratumBody, GlossBody, ItemBody, ParameterBody, ParameterList,
    ParameterVersionBody, RegulationBody, RegulationList, RegulationSummary,
};
pub use get_article::*;
pub use get_regulation::*;
pub use list_parameters::*;
pub use list_regulations::*;
