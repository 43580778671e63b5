//! What everybody reads about institutions, and their credit (jz Art. 5, 8, 19, 21, 22).

mod credit;
mod lists;
