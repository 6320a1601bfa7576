# Puts a ~ before each translation of a catalogue but its header's, behind the newlines that begin it.
/^msgstr/ {
  due = entries++ > 0
}
due && /"./ && !/""$/ && !/^"\\n"$/ {
  sub(/"/, "\"~")
  due = 0
}
{ print }
