# Reads pages of AsciiDoc with Asciidoctor: of each its tables as the texts of their cells, and its titles.
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

pages = JSON.parse($stdin.read).map do |text|
  logger = Kept.new
  Asciidoctor::LoggerManager.logger = logger
  document = Asciidoctor.load(text, safe: :secure)
  tables = document.find_by(context: :table, traverse_documents: true).map do |table|
    (table.rows.head + table.rows.body).map { |row| row.map { |cell| shown(cell.style == :asciidoc ? cell.content : cell.text) } }
  end
  titles = document.find_by(context: :section).map { |section| shown(section.title) }
  { tables: tables, titles: titles, complaints: logger.said }
end
puts JSON.generate(pages)
