//! One request to the driver and its answer, over a connection of its own.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use serde_json::Value;

/// What the driver answered instead of a value.
#[derive(Debug)]
pub struct Refusal {
    /// The code of the WebDriver specification, as `no such element`.
    pub error: String,
    /// The driver's words.
    pub message: String,
}

/// Asks the driver at `port` and waits for its answer.
///
/// # Errors
/// What the connection says; what the driver refuses is the inner error.
pub(super) fn request(
    port: u16,
    method: &str,
    path: &str,
    body: Option<&Value>,
) -> std::io::Result<Result<Value, Refusal>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(75)))?;
    let body = body.map(Value::to_string).unwrap_or_default();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let answer = read_answer(&mut stream)?;
    let value = answer.get("value").cloned().unwrap_or(Value::Null);
    Ok(match value.get("error").and_then(Value::as_str) {
        Some(error) => Err(Refusal {
            error: error.to_owned(),
            message: value["message"].as_str().unwrap_or_default().to_owned(),
        }),
        None => Ok(value),
    })
}

/// Reads head and body; the driver always tells the length of the body.
fn read_answer(stream: &mut TcpStream) -> std::io::Result<Value> {
    let broken = |what: &str| std::io::Error::new(std::io::ErrorKind::InvalidData, what.to_owned());
    let mut bytes = Vec::new();
    let mut chunk = [0; 16 * 1024];
    loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
            let length: usize = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"))
                .and_then(|length| length.trim().parse().ok())
                .ok_or_else(|| broken("no content-length"))?;
            if bytes.len() >= end + 4 + length {
                return serde_json::from_slice(&bytes[end + 4..end + 4 + length])
                    .map_err(Into::into);
            }
        }
        match stream.read(&mut chunk)? {
            0 => return Err(broken("the connection ended early")),
            count => bytes.extend_from_slice(&chunk[..count]),
        }
    }
}
