//! A loopback host for browser tests: the built page and the core behind one
//! address, for whoever holds the token in it.
//!
//! It opens a socket, which the product never does; it is therefore a program
//! of its own and in no release. Standard output carries one line of JSON,
//! `{"url": …}`, as soon as the host answers. It lives as long as its standard
//! input stays open, so that it cannot outlast the test that started it.

mod machine;
mod options;
mod pages;

use std::{io::Write, process::ExitCode, sync::Arc};

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::{machine::Machine, options::Options, pages::Pages};

#[derive(Clone)]
struct Host {
    core: Arc<api::App>,
    pages: Arc<Pages>,
    token: Arc<str>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to report to when standard error is gone.
            let _ = writeln!(std::io::stderr(), "devhost: {error}");
            ExitCode::from(2)
        }
    }
}

async fn serve() -> Result<(), Box<dyn std::error::Error>> {
    let options = Options::read(std::env::args().skip(1))?;
    let token = token()?;
    let host = Host {
        pages: Arc::new(Pages::new(options.dist)?),
        core: Arc::new(api::App::new(Machine::new(
            options.data,
            options.fonts,
            options.now,
        ))),
        token: token.as_str().into(),
    };
    let router = Router::new()
        .route("/rpc", post(rpc))
        .fallback(page)
        .with_state(host);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let url = format!("http://{address}/?token={token}");
    writeln!(std::io::stdout(), "{}", json!({ "url": url }))?;
    axum::serve(listener, router)
        .with_graceful_shutdown(end_of_input())
        .await?;
    Ok(())
}

/// One command of the page.
#[derive(Deserialize)]
struct Call {
    cmd: String,
    payload: Value,
}

async fn rpc(State(host): State<Host>, headers: HeaderMap, Json(call): Json<Call>) -> Response {
    let token = headers.get("x-token").map(|value| value.as_bytes());
    if token != Some(host.token.as_bytes()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let core = Arc::clone(&host.core);
    let work = tokio::task::spawn_blocking(move || api::rpc(&core, &call.cmd, call.payload));
    match work.await {
        Ok(Ok(answer)) => Json(answer).into_response(),
        Ok(Err(error)) => (StatusCode::UNPROCESSABLE_ENTITY, Json(error)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn page(State(host): State<Host>, uri: axum::http::Uri) -> Response {
    host.pages.answer(uri.path())
}

/// 128 bits as hex: what keeps other pages and programs of this machine out.
fn token() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Resolves when whoever started this program lets go of its input.
async fn end_of_input() {
    // A read error means as much as the end does.
    let _ =
        tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin(), &mut std::io::sink()))
            .await;
}
