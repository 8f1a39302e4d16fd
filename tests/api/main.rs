//! The public interface as a list that is kept: whoever changes it sees so, and so does who reads
//! the commit. `INSTA_UPDATE=always cargo test --test api` writes the list anew.
//!
//! The list is read off the pages that rustdoc makes of the library, as docs.rs does: what a macro
//! made is in it, what is re-exported stands where a user finds it, what is `doc(hidden)` is not.

mod page;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_public_interface_is_the_one_that_is_kept() {
    let pages = document();
    let mut list = String::new();
    for module in modules(&pages) {
        let index = page::read(&pages.join(&module).join("index.html"));
        for reexport in page::reexports(&index) {
            writeln!(list, "{}: {reexport}", path(&module)).unwrap();
        }
    }
    for (path, file) in page::all_items(&page::read(&pages.join("all.html"))) {
        let item = page::read(&pages.join(file));
        writeln!(list, "{path}").unwrap();
        let members = page::declaration(&item).into_iter().chain(page::members(&item));
        for line in members.chain(page::traits(&item)) {
            writeln!(list, "    {line}").unwrap();
        }
    }
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("public", list);
    });
}

/// Has rustdoc make the pages, beside those of `cargo doc`; returns the folder of the crate.
fn document() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let status = Command::new(env!("CARGO"))
        .args([
            "doc",
            "--quiet",
            "--locked",
            "--no-deps",
            "--lib",
            "--all-features",
            "--target-dir",
        ])
        .arg(target)
        .env("RUSTDOCFLAGS", "-D warnings")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status();
    assert!(status.unwrap().success(), "cargo doc failed");
    target.join("doc/ws_inspect")
}

/// The modules that hold public items, the crate itself first, as folders of pages.
fn modules(pages: &Path) -> Vec<PathBuf> {
    let mut modules = vec![PathBuf::new()];
    for (_, file) in page::all_items(&page::read(&pages.join("all.html"))) {
        modules.extend(Path::new(&file).ancestors().skip(1).map(Path::to_owned));
    }
    modules.sort_unstable();
    modules.dedup();
    modules
}

/// A module as code names it.
fn path(module: &Path) -> String {
    let names = module.iter().map(|name| name.to_string_lossy());
    std::iter::once("ws_inspect".into()).chain(names).collect::<Vec<_>>().join("::")
}
