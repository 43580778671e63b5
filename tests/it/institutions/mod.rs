//! Institutions over HTTP, on both databases (jz Art. 2, 3, 22, 23).

mod filing;
