"""What WCAG 2.2 AA asks of a page and a program can see: names, contrast, target size, reflow."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

__all__ = ["faults"]

FAULTS = """
() => {
  const faults = [];
  const visible = (e) => {
    const box = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    if (style.visibility === 'hidden' || style.display === 'none') return false;
    return box.width > 1 && box.height > 1 && !e.closest('[aria-hidden=true], .hidden');
  };
  const describe = (e) => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + '.' + e.className
    + ' “' + (e.textContent || '').trim().slice(0, 20) + '”';
  const name = (e) => {
    if (e.getAttribute('aria-label')) return e.getAttribute('aria-label');
    const by = e.getAttribute('aria-labelledby');
    if (by) return by.split(' ').map((id) => document.getElementById(id).textContent).join(' ');
    if (e.labels && e.labels.length) return e.labels[0].textContent;
    if (e.tagName === 'IMG') return e.alt;
    return e.textContent;
  };
  const ids = new Set();
  document.querySelectorAll('[id]').forEach((e) => {
    if (ids.has(e.id)) faults.push('id twice: ' + e.id);
    ids.add(e.id);
  });
  document.querySelectorAll('[aria-labelledby], [aria-describedby], label[for]').forEach((e) => {
    for (const attribute of ['aria-labelledby', 'aria-describedby', 'for']) {
      const target = e.getAttribute(attribute);
      if (target && !document.getElementById(target)) faults.push('points nowhere: ' + describe(e));
    }
  });
  if (!document.documentElement.lang) faults.push('no language');
  if (!document.title) faults.push('no title');
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  if (!document.querySelector('main')) faults.push('no main');
  document.querySelectorAll('img').forEach((e) => {
    if (!e.hasAttribute('alt')) faults.push('picture without alt: ' + describe(e));
  });
  const controls = 'a[href], button, input, textarea, select, [role=button], canvas[role=img]';
  document.querySelectorAll(controls).forEach((e) => {
    if (!visible(e)) return;
    if (!(name(e) || '').trim()) faults.push('no name: ' + describe(e));
    const inText = e.tagName === 'A' && e.closest('.text, .hint');
    let box = e.getBoundingClientRect();
    if (e.labels && e.labels.length && e.type !== 'text') {
      const label = e.labels[0].getBoundingClientRect();
      if (label.width * label.height > box.width * box.height) box = label;
    }
    if (!inText && (box.width < 44 || box.height < 44)) {
      const size = Math.round(box.width) + '×' + Math.round(box.height);
      faults.push('small (' + size + '): ' + describe(e));
    }
    if (e.tabIndex > 0) faults.push('tabindex above 0: ' + describe(e));
  });
  const parse = (colour) => {
    const parts = colour.match(/[\\d.]+/g).map(Number);
    return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
  };
  const behind = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const { rgb, alpha } = parse(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return rgb;
    }
    return [255, 255, 255];
  };
  const luminance = (rgb) => rgb.map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4)))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!node.textContent.trim() || seen.has(e) || !visible(e)) continue;
    if (['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(e.tagName)) continue;
    seen.add(e);
    const style = getComputedStyle(e);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const found = contrast(parse(style.color).rgb, behind(e));
    if (found < (large ? 3 : 4.5)) faults.push('contrast ' + found.toFixed(2) + ': ' + describe(e));
    if (size < 12.9) faults.push('type of ' + size + ' px: ' + describe(e));
  }
  const edged = 'textarea, input[type=date], button:not(.plain):not(.quiet)';
  document.querySelectorAll(edged).forEach((e) => {
    if (!visible(e)) return;
    const style = getComputedStyle(e);
    const edge = parse(style.borderTopColor);
    if (edge.alpha === 0 || parseFloat(style.borderTopWidth) === 0) return;
    const outside = behind(e.parentElement);
    const best = Math.max(contrast(edge.rgb, outside), contrast(behind(e), outside));
    if (best < 3) faults.push('edge ' + best.toFixed(2) + ': ' + describe(e));
  });
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 1) faults.push('scrolls sideways by ' + wide);
  return faults;
}
"""


def faults(page: Page) -> list[str]:
    """What is wrong on the page as it stands, in words; [] if nothing was found.

    It waits for the whole page: one that is still coming in names parts that follow below.
    """
    page.wait_for_load_state("load")
    found: Any = page.evaluate(FAULTS)
    return [str(fault) for fault in found]
