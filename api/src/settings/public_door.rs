//! The settings of the public's door.

use std::fmt;
use std::time::Duration;

use clap::Args;

use crate::http::client_address::TrustedProxies;
use crate::v1::public::{Allowance, DoorSettings};

/// What can be set of the public's door.
#[derive(Debug, Clone, Args)]
pub struct PublicDoor {
    /// Complaints the public may hand in from one address: COUNT/SECONDS, or off
    #[arg(
        long,
        env = "JIANDU_PUBLIC_SUBMISSIONS",
        default_value = "20/600",
        value_name = "LIMIT"
    )]
    pub public_submissions: Allowance,

    /// Complaints the public may hand in from everywhere
    #[arg(
        long,
        env = "JIANDU_PUBLIC_SUBMISSIONS_TOTAL",
        default_value = "1200/60",
        value_name = "LIMIT"
    )]
    pub public_submissions_total: Allowance,

    /// Look-ups by receipt code from one address
    #[arg(
        long,
        env = "JIANDU_RECEIPT_LOOKUPS",
        default_value = "60/60",
        value_name = "LIMIT"
    )]
    pub receipt_lookups: Allowance,

    /// Look-ups by receipt code from everywhere
    #[arg(
        long,
        env = "JIANDU_RECEIPT_LOOKUPS_TOTAL",
        default_value = "12000/60",
        value_name = "LIMIT"
    )]
    pub receipt_lookups_total: Allowance,

    /// Wrong receipt codes from one address before it has to wait
    #[arg(
        long,
        env = "JIANDU_RECEIPT_WRONG_CODES",
        default_value = "5/300",
        value_name = "LIMIT"
    )]
    pub receipt_wrong_codes: Allowance,

    /// Wrong receipt codes from everywhere before all look-ups get slower
    #[arg(
        long,
        env = "JIANDU_RECEIPT_WRONG_CODES_TOTAL",
        default_value = "600/600",
        value_name = "LIMIT"
    )]
    pub receipt_wrong_codes_total: Allowance,

    /// Look-ups by receipt code are answered after so many milliseconds, or a multiple of it
    #[arg(
        long,
        env = "JIANDU_RECEIPT_QUANTUM_MS",
        default_value_t = 30,
        value_name = "MILLISECONDS",
        value_parser = clap::value_parser!(u64).range(1..=2000)
    )]
    pub receipt_quantum_ms: u64,
}

impl PublicDoor {
    pub(super) fn settings(&self, proxies: TrustedProxies) -> DoorSettings {
        DoorSettings {
            submissions: self.public_submissions,
            all_submissions: self.public_submissions_total,
            lookups: self.receipt_lookups,
            all_lookups: self.receipt_lookups_total,
            wrong_codes: self.receipt_wrong_codes,
            all_wrong_codes: self.receipt_wrong_codes_total,
            quantum: Duration::from_millis(self.receipt_quantum_ms),
            proxies,
        }
    }

    pub(super) fn effective(&self) -> [(&'static str, &dyn fmt::Display); 7] {
        [
            ("JIANDU_PUBLIC_SUBMISSIONS", &self.public_submissions),
            (
                "JIANDU_PUBLIC_SUBMISSIONS_TOTAL",
                &self.public_submissions_total,
            ),
            ("JIANDU_RECEIPT_LOOKUPS", &self.receipt_lookups),
            ("JIANDU_RECEIPT_LOOKUPS_TOTAL", &self.receipt_lookups_total),
            ("JIANDU_RECEIPT_WRONG_CODES", &self.receipt_wrong_codes),
            (
                "JIANDU_RECEIPT_WRONG_CODES_TOTAL",
                &self.receipt_wrong_codes_total,
            ),
            ("JIANDU_RECEIPT_QUANTUM_MS", &self.receipt_quantum_ms),
        ]
    }
}
