/**
 * The text of a string that ends with a NUL. It is not copied; NULL gives a text that is refused.
 */
static inline ezauth_text_t ezauth_text(const char *string) {
  ezauth_text_t text;
  text.data = string;
  text.length = string == NULL ? 0 : strlen(string);
  return text;
}

#endif /* EZAUTH_H */
