# Reads pages of AsciiDoc with Asciidoctor: of each its tables as the texts of their cells, its titles and its blocks.
require "asciidoctor"
require "json"
require "cgi"
require "logger"

class Kept < Logger
  attr_reader :said
  def initialize
    super(nil)
    @said = []
  end
  def add(severity, message = nil, name = nil)
    @said << (message || name || (block_given? ? yield : "")).to_s if severity >= Logger::WARN
    true
  end
end

def shown(html)
  CGI.unescapeHTML(html.gsub(/<[^>]*>/, "")).gsub(/\s+/, " ").strip
end

# A line for each row and each text outside of tables: what it is in, and what it says.
def blocks(node, way = "")
  if node.context == :table
    return node.rows.to_h.values.flatten(1).map { |row| "#{way}/table/row #{row.map { |cell| shown(cell.text) }.join(" ")}" }
  end
  own = way + "/" + node.context.to_s
  said = node.context == :list_item ? shown(node.text.to_s) : node.content_model == :compound ? "" : shown(node.content.to_s)
  title = node.title? ? ["#{own}/title #{shown(node.title)}"] : []
  inner = node.context == :dlist ? node.items.flatten.compact : node.blocks
  title + (said.empty? ? [] : ["#{own} #{said}"]) + inner.flat_map { |each| blocks(each, own) }
end

pages = JSON.parse($stdin.read).map do |text|
  logger = Kept.new
  Asciidoctor::LoggerManager.logger = logger
  document = Asciidoctor.load(text, safe: :secure)
  tables = document.find_by(context: :table, traverse_documents: true).map do |table|
    (table.rows.head + table.rows.body).map { |row| row.map { |cell| shown(cell.style == :asciidoc ? cell.content : cell.text) } }
  end
  titles = document.find_by(context: :section).map { |section| shown(section.title) }
  links = document.convert.scan(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/m).map { |to, text| [shown(text), CGI.unescapeHTML(to)] }
  { tables: tables, links: links, titles: titles, blocks: blocks(document), complaints: logger.said }
end
puts JSON.generate(pages)
