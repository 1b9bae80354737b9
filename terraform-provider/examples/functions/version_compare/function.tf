output "is_older" {
  value = provider::hikube::version_compare("1.33", "v1.34.2") < 0
}
