output "next" {
  value = provider::hikube::version_next("1.34")
}
