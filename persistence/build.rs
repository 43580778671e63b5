//! Rebuilds the crate when a migration is added: the embedding macro sees only files it already knows.

fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
