//! Whose request it is: the peer's address, or what trusted proxies say of it.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    str::FromStr,
};

use actix_web::http::header::HeaderMap;
use ipnet::IpNet;

/// The proxies whose `X-Forwarded-For` is believed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    fn contains(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// The client's address: the peer's own unless the peer is a trusted proxy, else the rightmost
    /// address in `X-Forwarded-For` that is no trusted proxy. What stands left of it anybody could
    /// have written.
    #[must_use]
    pub fn client(&self, peer: Option<SocketAddr>, headers: &HeaderMap) -> IpAddr {
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| {
            peer.ip().to_canonical()
        });
        if self.0.is_empty() || !self.contains(peer) {
            return peer;
        }
        let mut client = peer;
        let lines: Vec<_> = headers.get_all("x-forwarded-for").collect();
        for line in lines.into_iter().rev() {
            let Ok(line) = line.to_str() else {
                return client;
            };
            for member in line.rsplit(',') {
                let Some(address) = forwarded_address(member.trim()) else {
                    return client;
                };
                client = address;
                if !self.contains(address) {
                    return client;
                }
            }
        }
        client
    }
}

/// An address with or without a port, IPv6 with or without brackets.
fn forwarded_address(text: &str) -> Option<IpAddr> {
    let address = text.parse().ok().or_else(|| {
        let with_port: Option<SocketAddr> = text.parse().ok();
        with_port.map(|address| address.ip()).or_else(|| {
            let inner = text.strip_prefix('[')?.strip_suffix(']')?;
            inner.parse().ok()
        })
    });
    address.map(|address: IpAddr| address.to_canonical())
}

/// Addresses and networks, separated by commas; empty for none.
impl FromStr for TrustedProxies {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split(',')
            .map(str::trim)
            .filter(|member| !member.is_empty())
            .map(|member| {
                let network = member.parse::<IpNet>().ok();
                network
                    .or_else(|| member.parse::<IpAddr>().ok().map(IpNet::from))
                    .ok_or_else(|| {
                        format!(
                            "\"{member}\" is neither an IP address nor a network like 10.0.0.0/8"
                        )
                    })
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl fmt::Display for TrustedProxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, network) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            write!(f, "{network}")?;
        }
        Ok(())
    }
}

/// What a bucket is kept for. One subscriber of IPv6 has a whole /64, so that is one client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClientKey {
    /// An IPv4 address.
    V4(u32),
    /// The first 64 bits of an IPv6 address.
    V6(u64),
}

impl From<IpAddr> for ClientKey {
    fn from(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(address) => Self::V4(address.to_bits()),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                Self::V6(
                    (u64::from(a) << 48)
                        | (u64::from(b) << 32)
                        | (u64::from(c) << 16)
                        | u64::from(d),
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn client(trusted: &str, peer: &str, forwarded: &[&'static str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(
                HeaderName::from_static("x-forwarded-for"),
                HeaderValue::from_static(line),
            );
        }
        let trusted: TrustedProxies = trusted.parse().unwrap_or_default();
        trusted.client(peer.parse().ok(), &headers).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let spoofed: &[&str] = &["6.6.6.6"];
        assert_eq!(client("", "9.9.9.9:1", spoofed), "9.9.9.9");
        assert_eq!(client("10.0.0.0/8", "9.9.9.9:1", spoofed), "9.9.9.9");
        assert_eq!(client("10.0.0.0/8", "10.0.0.1:1", spoofed), "6.6.6.6");
        assert_eq!(client("10.0.0.0/8", "10.0.0.1:1", &[]), "10.0.0.1");
    }

    #[test]
    fn the_rightmost_untrusted_address_counts() {
        let trusted = "10.0.0.0/8,127.0.0.1,::1";
        let cases: [(&[&str], &str); 6] = [
            (&["6.6.6.6, 7.7.7.7, 10.0.0.2"], "7.7.7.7"),
            (&["6.6.6.6", "7.7.7.7", "10.0.0.2, 10.0.0.3"], "7.7.7.7"),
            (&["6.6.6.6, nonsense, 10.0.0.2"], "10.0.0.2"),
            (&["[2001:db8::1]:443"], "2001:db8::1"),
            (&["7.7.7.7:5000"], "7.7.7.7"),
            (&["::ffff:7.7.7.7"], "7.7.7.7"),
        ];
        for (forwarded, expected) in cases {
            assert_eq!(client(trusted, "127.0.0.1:9", forwarded), expected);
        }
        assert_eq!(
            client(trusted, "[::ffff:127.0.0.1]:9", &["8.8.8.8"]),
            "8.8.8.8"
        );
    }

    #[test]
    fn ipv6_clients_share_a_bucket_per_subnet() {
        let key = |text: &str| text.parse().ok().map(|ip: IpAddr| ClientKey::from(ip));
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assert_ne!(key("1.2.3.4"), key("1.2.3.5"));
    }

    #[test]
    fn lists_are_checked() {
        assert!("10.0.0.0/8, ::1".parse::<TrustedProxies>().is_ok());
        let error = "10.0.0.0/99".parse::<TrustedProxies>().err();
        assert!(error.is_some_and(|text| text.contains("10.0.0.0/99")));
        let shown = "10.0.0.0/8, 1.2.3.4"
            .parse()
            .map(|list: TrustedProxies| list.to_string());
        assert_eq!(shown.as_deref(), Ok("10.0.0.0/8,1.2.3.4/32"));
    }
}
