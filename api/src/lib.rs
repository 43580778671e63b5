//! jiandu's HTTP API and command line.

pub mod auth;
pub mod basis;
pub mod calendar_import;
pub mod cli;
pub mod decode;
pub mod http;
pub mod installation;
pub mod jobs;
pub mod oauth;
pub mod openapi;
pub mod problem;
pub mod routes;
pub mod sandbox;
pub mod settings;
pub mod state;
pub mod v1;
