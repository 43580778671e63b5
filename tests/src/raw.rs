//! Requests that no client library would send.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use ureq::http::{HeaderMap, HeaderName, HeaderValue};

use crate::client::Answer;
use crate::wait::LIMIT;

/// A connection.
pub struct Connection(TcpStream);

/// Sends bytes on a connection of their own and reads the one answer.
///
/// # Panics
/// If there is none.
#[must_use]
pub fn exchange(address: SocketAddr, request: impl AsRef<[u8]>) -> Answer {
    let mut connection = Connection::to(address);
    connection.send(request);
    connection.answer()
}

/// The head and body of a POST of JSON, `Content-Length` included.
#[must_use]
pub fn post(path: &str, body: &[u8]) -> Vec<u8> {
    let mut request = format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    request.extend_from_slice(body);
    request
}

impl Connection {
    /// A new one.
    ///
    /// # Panics
    /// If it is refused.
    #[must_use]
    pub fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        stream.set_write_timeout(Some(LIMIT)).unwrap();
        stream.set_nodelay(true).unwrap();
        Self(stream)
    }

    /// Sends bytes, unless the other side has closed; whether it takes them.
    #[must_use]
    pub fn takes(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.0.write_all(bytes.as_ref()).is_ok()
    }

    /// Sends bytes. The other side may have closed already: its answer tells why.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let _may_be_closed = self.0.write_all(bytes.as_ref());
    }

    /// Reads an answer, and leaves what follows it.
    ///
    /// # Panics
    /// If there is none, or it is not complete.
    pub fn answer(&mut self) -> Answer {
        self.answer_if_any().expect("an answer")
    }

    /// The same, unless the other side closes instead.
    ///
    /// # Panics
    /// If it is not complete.
    pub fn answer_if_any(&mut self) -> Option<Answer> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            match self.byte() {
                Some(byte) => head.push(byte),
                None if head.is_empty() => return None,
                None => panic!("it breaks off: {:?}", String::from_utf8_lossy(&head)),
            }
        }
        let head = String::from_utf8(head).unwrap();
        let mut lines = head.trim_end().split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap();
        let mut headers = HeaderMap::new();
        for line in lines {
            let (name, value) = line.split_once(':').unwrap();
            let name: HeaderName = name.parse().unwrap();
            headers.append(name, HeaderValue::from_str(value.trim()).unwrap());
        }
        let body = if headers.contains_key("transfer-encoding") {
            self.chunks()
        } else {
            let length = headers
                .get("content-length")
                .map_or("0", |value| value.to_str().unwrap());
            self.bytes(length.parse().unwrap())
        };
        Some(Answer {
            status: status.parse().unwrap(),
            headers,
            body,
        })
    }

    /// Whether the other side closes without another word.
    #[must_use]
    pub fn is_closed(&mut self) -> bool {
        self.byte().is_none()
    }

    /// Whether the other side neither closes nor says a word for so long.
    ///
    /// # Panics
    /// If it cannot be listened to.
    #[must_use]
    pub fn stays_open_for(&mut self, time: Duration) -> bool {
        self.0.set_read_timeout(Some(time)).unwrap();
        let heard = self.0.read(&mut [0]);
        self.0.set_read_timeout(Some(LIMIT)).unwrap();
        heard
            .is_err_and(|error| matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut))
    }

    fn byte(&mut self) -> Option<u8> {
        let mut byte = [0];
        match self.0.read(&mut byte) {
            Ok(1) => Some(byte[0]),
            Ok(_) => None,
            Err(error) if error.kind() == ErrorKind::ConnectionReset => None,
            Err(error) => panic!("nothing comes: {error}"),
        }
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        self.0.read_exact(&mut bytes).unwrap();
        bytes
    }

    fn chunks(&mut self) -> Vec<u8> {
        let mut body = Vec::new();
        loop {
            let mut size = String::new();
            while !size.ends_with("\r\n") {
                size.push(self.byte().unwrap().into());
            }
            let size = usize::from_str_radix(size.trim(), 16).unwrap();
            body.extend(self.bytes(size));
            assert_eq!(self.bytes(2), b"\r\n");
            if size == 0 {
                return body;
            }
        }
    }
}
