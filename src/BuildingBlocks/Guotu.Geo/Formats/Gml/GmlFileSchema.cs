using System.Xml;
using Guotu.Geo.Formats.Text;

namespace Guotu.Geo.Formats.Gml;

/// <summary>
/// The schema of one file, drawn up while its features are written: it states the types and widths of the fields, widened where a value passes them, so
/// that the file holds by its schema whatever is in it.
/// </summary>
internal sealed class GmlFileSchema(string type, IReadOnlyList<string> names, IReadOnlyList<FieldDefinition> fields)
{
    private readonly Widths[] _seen = [.. fields.Select(f => new Widths { Whole = f.Length - f.Decimals, Fraction = f.Decimals, Text = f.Length })];
    private readonly HashSet<string> _figures = new(StringComparer.Ordinal);

    /// <summary>A value as it stands in the file.</summary>
    public void Note(int field, string text)
    {
        var seen = _seen[field];
        seen.Text = Math.Max(seen.Text, text.Length);
        var digits = text.AsSpan().TrimStart('-');
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? default : digits[(point + 1)..];
        if (whole.Length > 0 && whole.IndexOfAnyExceptInRange('0', '9') < 0 && fraction.IndexOfAnyExceptInRange('0', '9') < 0)
        {
            seen.Whole = Math.Max(seen.Whole, whole.TrimStart('0').Length);
            seen.Fraction = Math.Max(seen.Fraction, fraction.Length);
        }
        else
        {
            seen.Plain = false;
            seen.Finite &= !text.Contains("Infinity", StringComparison.Ordinal);
        }
    }

    /// <summary>The element of a feature's figure.</summary>
    public void NoteFigure(string element) => _figures.Add(element);

    /// <summary>The document, in UTF-8.</summary>
    public byte[] ToBytes(string prefix, string ownNamespace)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = EncodingFinding.Utf8, Indent = true, NewLineChars = "\n" }))
        {
            var properties = fields.Select((f, i) => Property(names[i], f, _seen[i])).Append(new GmlProperty("geometry", Figure()));
            GmlApplicationSchema.Write(xml, (prefix, ownNamespace), [new GmlFeatureType(type, [.. properties])]);
        }

        return stream.ToArray();
    }

    private static GmlProperty Property(string name, FieldDefinition field, Widths seen) => field.Kind switch
    {
        FieldKind.Whole when field.Length > 0 => new(name, "long", ("totalDigits", Math.Max(1, seen.Whole))),
        FieldKind.Whole => new(name, "long"),
        FieldKind.Number when !seen.Finite => new(name, "string"),
        FieldKind.Number when field.Length > 0 && seen.Plain => new(name, "decimal", ("totalDigits", Math.Max(1, seen.Whole + seen.Fraction)), ("fractionDigits", seen.Fraction)),
        FieldKind.Number => new(name, "double"),
        FieldKind.Date => new(name, "date"),
        FieldKind.Instant => new(name, "dateTime"),
        FieldKind.Flag => new(name, "boolean"),
        FieldKind.Bytes => new(name, "base64Binary"),
        _ when field.Length > 0 => new(name, "string", ("maxLength", seen.Text)),
        _ => new(name, "string"),
    };

    /// <summary>The narrowest property type that takes every figure of the file.</summary>
    private string Figure() => "gml:" + (_figures.Count != 1 ? "GeometryPropertyType" : _figures.First() switch
    {
        "LineString" => "CurvePropertyType",
        "Polygon" => "SurfacePropertyType",
        var other => other + "PropertyType",
    });

    private sealed class Widths
    {
        public int Text { get; set; }

        public int Whole { get; set; }

        public int Fraction { get; set; }

        public bool Plain { get; set; } = true;

        public bool Finite { get; set; } = true;
    }
}
