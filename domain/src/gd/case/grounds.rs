//! The grounds of Art. 10.

use crate::gd::art09_10_admissibility::{ART10_1, ART10_2, ART10_3, ART10_4, ART10_5, ART10_6};
use crate::provision::Provision;

/// The six grounds of Art. 10: the list is closed.
pub(super) static GROUNDS: [&Provision; 6] =
    [&ART10_1, &ART10_2, &ART10_3, &ART10_4, &ART10_5, &ART10_6];
