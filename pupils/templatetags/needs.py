"""Needs as staffrooms write them, for templates."""

from django import template

from pupils.needs import short_name

register = template.Library()
register.filter("need_short", short_name)
