output "is_older" {
  value = provider::hikube::version_compare("1.34", "v1.35.2") < 0
}
