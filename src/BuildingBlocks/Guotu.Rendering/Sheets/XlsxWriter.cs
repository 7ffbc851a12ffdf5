using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Guotu.Rendering.Sheets;

/// <summary>
/// Writes sheets of text as an Office Open XML workbook (ISO/IEC 29500, transitional). Every cell is text, so that a number of a case keeps its zeros and
/// nothing a person typed is ever a formula. Entries carry one fixed date: the same content gives the same bytes.
/// </summary>
public static class XlsxWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const int LongestCell = 32_767;

    private static readonly DateTimeOffset Fixed = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(Stream output, IReadOnlyList<SheetTable> sheets)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        Part(archive, "[Content_Types].xml", xml => Types(xml, sheets.Count));
        Part(archive, "_rels/.rels", xml => Related(xml, [("officeDocument", "xl/workbook.xml")]));
        Part(archive, "xl/workbook.xml", xml => Workbook(xml, sheets));
        Part(archive, "xl/_rels/workbook.xml.rels", xml => Related(xml, [.. sheets.Select((_, i) => ("worksheet", $"worksheets/sheet{i + 1}.xml")), ("styles", "styles.xml")]));
        Part(archive, "xl/styles.xml", Styles);
        for (var i = 0; i < sheets.Count; i++)
        {
            var sheet = sheets[i];
            Part(archive, string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{i + 1}.xml"), xml => Sheet(xml, sheet));
        }
    }

    private static void Part(ZipArchive archive, string name, Action<XmlWriter> write)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Fixed;
        using var stream = entry.Open();
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = true });
        xml.WriteStartDocument(standalone: true);
        write(xml);
        xml.WriteEndDocument();
    }

    private static void Types(XmlWriter xml, int sheets)
    {
        xml.WriteStartElement("Types", ContentTypes);
        Empty(xml, "Default", ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
        Empty(xml, "Default", ("Extension", "xml"), ("ContentType", "application/xml"));
        Empty(xml, "Override", ("PartName", "/xl/workbook.xml"), ("ContentType", SheetType + ".sheet.main+xml"));
        Empty(xml, "Override", ("PartName", "/xl/styles.xml"), ("ContentType", SheetType + ".styles+xml"));
        for (var i = 1; i <= sheets; i++)
        {
            Empty(xml, "Override", ("PartName", string.Create(CultureInfo.InvariantCulture, $"/xl/worksheets/sheet{i}.xml")), ("ContentType", SheetType + ".worksheet+xml"));
        }

        xml.WriteEndElement();
    }

    private static void Related(XmlWriter xml, IReadOnlyList<(string Kind, string Target)> parts)
    {
        xml.WriteStartElement("Relationships", PackageRelations);
        for (var i = 0; i < parts.Count; i++)
        {
            Empty(xml, "Relationship", ("Id", string.Create(CultureInfo.InvariantCulture, $"rId{i + 1}")), ("Type", $"{Relations}/{parts[i].Kind}"), ("Target", parts[i].Target));
        }

        xml.WriteEndElement();
    }

    private static void Workbook(XmlWriter xml, IReadOnlyList<SheetTable> sheets)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteStartElement("sheets");
        for (var i = 0; i < sheets.Count; i++)
        {
            xml.WriteStartElement("sheet");
            xml.WriteAttributeString("name", sheets[i].Name);
            xml.WriteAttributeString("sheetId", (i + 1).ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("r", "id", Relations, string.Create(CultureInfo.InvariantCulture, $"rId{i + 1}"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>Style 0: wrapped text at the top of the cell; style 1: the same in bold, for headings.</summary>
    private static void Styles(XmlWriter xml)
    {
        xml.WriteStartElement("styleSheet", Main);
        xml.WriteRaw(
            "<fonts count=\"2\"><font><sz val=\"10\"/><name val=\"SimSun\"/></font><font><b/><sz val=\"10\"/><name val=\"SimSun\"/></font></fonts>"
            + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
            + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\">"
            + "<xf fontId=\"0\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf><xf fontId=\"1\" applyFont=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
            + "</cellXfs>");
        xml.WriteEndElement();
    }

    private static void Sheet(XmlWriter xml, SheetTable sheet)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetViews");
        xml.WriteStartElement("sheetView");
        xml.WriteAttributeString("workbookViewId", "0");
        Empty(xml, "pane", ("ySplit", "1"), ("topLeftCell", "A2"), ("activePane", "bottomLeft"), ("state", "frozen"));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("cols");
        for (var i = 0; i < sheet.Columns.Count; i++)
        {
            var place = (i + 1).ToString(CultureInfo.InvariantCulture);
            Empty(xml, "col", ("min", place), ("max", place), ("width", sheet.Columns[i].Width.ToString(CultureInfo.InvariantCulture)), ("customWidth", "1"));
        }

        xml.WriteEndElement();
        xml.WriteStartElement("sheetData");
        Row(xml, [.. sheet.Columns.Select(c => c.Heading)], "1");
        foreach (var row in sheet.Rows)
        {
            Row(xml, row, "0");
        }

        xml.WriteEndElement();
        Footer(xml, sheet.Footer);
        xml.WriteEndElement();
    }

    private static void Row(XmlWriter xml, IReadOnlyList<string?> cells, string style)
    {
        xml.WriteStartElement("row");
        foreach (var cell in cells)
        {
            xml.WriteStartElement("c");
            xml.WriteAttributeString("s", style);
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is");
            xml.WriteStartElement("t");
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(Storable(cell));
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>An ampersand begins a code in a footer; two stand for one.</summary>
    private static void Footer(XmlWriter xml, string? footer)
    {
        if (footer is not null)
        {
            xml.WriteStartElement("headerFooter");
            xml.WriteElementString("oddFooter", "&L" + Storable(footer).Replace("&", "&&", StringComparison.Ordinal) + "&R&P / &N");
            xml.WriteEndElement();
        }
    }

    /// <summary>Characters that XML does not take become U+FFFD; what is longer than a cell holds is cut.</summary>
    private static string Storable(string? text)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? string.Empty).EnumerateRunes())
        {
            var code = rune.Value;
            clean.Append(code is 0x9 or 0xA or 0xD or (>= 0x20 and <= 0xFFFD) or >= 0x10000 ? rune.ToString() : "\uFFFD");
        }

        return clean.Length <= LongestCell ? clean.ToString() : clean.ToString(0, LongestCell - 1) + "…";
    }

    private static void Empty(XmlWriter xml, string name, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
        {
            xml.WriteAttributeString(attribute, value);
        }

        xml.WriteEndElement();
    }
}
