//! Input: parsed once into types that cannot hold anything else.
