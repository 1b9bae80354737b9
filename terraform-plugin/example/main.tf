terraform {
  required_providers {
    todo = { source = "example/todo" }
  }
}

variable "list" {
  type = string
}

provider "todo" {
  list = var.list
}

resource "todo_item" "milk" {
  title  = "Buy milk!"
  labels = ["shop", "today"]
}

resource "todo_item" "taxes" {
  title    = "Pay taxes"
  priority = "high"
}

data "todo_items" "shop" {
  label      = "shop"
  depends_on = [todo_item.milk]
}

ephemeral "todo_lock" "list" {
  file = "${var.list}.lock"
}

output "shop" {
  value = data.todo_items.shop.items[*].title
}

output "slug" {
  value = provider::todo::slug("Feed the cat")
}
