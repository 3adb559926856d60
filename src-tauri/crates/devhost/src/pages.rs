//! The built page, served as the window serves it: same files, same policy.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

/// What the window is configured with; only its content policy is read.
const WINDOW: &str = include_str!("../../../tauri.conf.json");

/// A folder of files and the policy they are shown under.
pub(crate) struct Pages {
    folder: PathBuf,
    policy: String,
}

impl Pages {
    /// # Errors
    /// The window's configuration has no content policy.
    pub(crate) fn new(folder: PathBuf) -> Result<Self, serde_json::Error> {
        #[derive(Deserialize)]
        struct Config {
            app: App,
        }
        #[derive(Deserialize)]
        struct App {
            security: Security,
        }
        #[derive(Deserialize)]
        struct Security {
            csp: String,
        }
        let config: Config = serde_json::from_str(WINDOW)?;
        Ok(Self {
            folder,
            policy: config.app.security.csp,
        })
    }

    /// The file at this path of the address; the front page for `/`.
    pub(crate) fn answer(&self, path: &str) -> Response {
        let path = Path::new(match path.trim_start_matches('/') {
            "" => "index.html",
            path => path,
        });
        if !path
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
        {
            return StatusCode::NOT_FOUND.into_response();
        }
        let Ok(bytes) = fs::read(self.folder.join(path)) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let headers = [
            (header::CONTENT_TYPE, kind(path)),
            (header::CONTENT_SECURITY_POLICY, &self.policy),
            (header::CACHE_CONTROL, "no-store"),
        ];
        (headers, bytes).into_response()
    }
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages() -> Pages {
        Pages::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap()
    }

    #[test]
    fn a_file_comes_with_the_windows_policy() {
        let response = pages().answer("/main.rs");
        assert_eq!(response.status(), StatusCode::OK);
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY]
            .to_str()
            .unwrap();
        assert!(policy.contains("default-src 'self'"), "{policy}");
        // Recordings come out of the vault into memory, and from nowhere else.
        assert!(policy.contains("; media-src blob:;"), "{policy}");
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        for path in [
            "/../Cargo.toml",
            "/./../Cargo.toml",
            "//etc/passwd",
            "/nothing",
        ] {
            assert_eq!(
                pages().answer(path).status(),
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
    }
}
