using System.Xml.Linq;
using Guotu.Rendering.Model;

namespace Guotu.Rendering.MapStyles;

/// <summary>Reads symbolizers: fills, hatches by the mark names that GIS programs share (shape://slash …), strokes, marks, labels.</summary>
internal static class SymbolizerReader
{
    public static MapSymbolizer Read(XElement symbolizer) => symbolizer.Name.LocalName switch
    {
        "PolygonSymbolizer" => new PolygonSymbolizer(
            symbolizer.Element(SldReader.Se + "Fill") is { } f ? Fill(f) : null,
            symbolizer.Element(SldReader.Se + "Stroke") is { } s ? Stroke(s) : null),
        "LineSymbolizer" => new LineSymbolizer(Stroke(SldReader.Single(symbolizer, SldReader.Se + "Stroke"))),
        "PointSymbolizer" => Point(SldReader.Single(symbolizer, SldReader.Se + "Graphic")),
        "TextSymbolizer" => Text(symbolizer),
        var other => throw new FormatException($"Style: {other} is outside the subset"),
    };

    private static FillStyle Fill(XElement fill)
    {
        var colour = Parameter(fill, "fill") is { } hex ? Colour(hex, Parameter(fill, "fill-opacity")) : (Colour?)null;
        if (fill.Element(SldReader.Se + "GraphicFill") is not { } graphicFill)
        {
            return new FillStyle(colour);
        }

        var graphic = SldReader.Single(graphicFill, SldReader.Se + "Graphic");
        var mark = SldReader.Single(graphic, SldReader.Se + "Mark");
        var stroke = Stroke(SldReader.Single(mark, SldReader.Se + "Stroke"));
        var kind = SldReader.Single(mark, SldReader.Se + "WellKnownName").Value switch
        {
            "shape://slash" => HatchKind.Rising,
            "shape://backslash" => HatchKind.Falling,
            "shape://times" => HatchKind.Crossed,
            "shape://plus" => HatchKind.Grid,
            "shape://dot" => HatchKind.Dots,
            var other => throw new FormatException($"Style: the hatch {other} is outside the subset"),
        };
        var size = SldReader.Number(SldReader.Single(graphic, SldReader.Se + "Size").Value);
        return new FillStyle(colour) { Hatch = new Hatch(kind, stroke.Colour, size, stroke.Width) };
    }

    private static StrokeStyle Stroke(XElement stroke) => new(
        Colour(Parameter(stroke, "stroke") ?? "#000000", Parameter(stroke, "stroke-opacity")),
        SldReader.Number(Parameter(stroke, "stroke-width") ?? "1"))
    {
        Dashes = Parameter(stroke, "stroke-dasharray") is { } d ? [.. d.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(SldReader.Number)] : [],
        Join = LineJoin.Round,
        Cap = Parameter(stroke, "stroke-dasharray") is null ? LineCap.Round : LineCap.Butt,
    };

    private static PointSymbolizer Point(XElement graphic)
    {
        var mark = SldReader.Single(graphic, SldReader.Se + "Mark");
        var name = SldReader.Single(mark, SldReader.Se + "WellKnownName").Value;
        SldReader.Must(name is "circle" or "square", $"the mark {name} is outside the subset");
        var fill = SldReader.Single(mark, SldReader.Se + "Fill");
        return new PointSymbolizer(
            name == "circle",
            SldReader.Number(SldReader.Single(graphic, SldReader.Se + "Size").Value),
            Colour(Parameter(fill, "fill") ?? "#000000", Parameter(fill, "fill-opacity")),
            mark.Element(SldReader.Se + "Stroke") is { } s ? Stroke(s) : null);
    }

    private static TextSymbolizer Text(XElement symbolizer)
    {
        var field = SldReader.Single(SldReader.Single(symbolizer, SldReader.Se + "Label"), SldReader.Ogc + "PropertyName").Value;
        var font = SldReader.Single(symbolizer, SldReader.Se + "Font");
        var fill = SldReader.Single(symbolizer, SldReader.Se + "Fill");
        var halo = symbolizer.Element(SldReader.Se + "Halo");
        return new TextSymbolizer(
            field,
            SldReader.Number(Parameter(font, "font-size") ?? "12"),
            Colour(Parameter(fill, "fill") ?? "#000000", null),
            halo is null ? null : new Casing(
                Colour(Parameter(SldReader.Single(halo, SldReader.Se + "Fill"), "fill") ?? "#FFFFFF", null),
                SldReader.Number(SldReader.Single(halo, SldReader.Se + "Radius").Value)));
    }

    private static string? Parameter(XElement owner, string name) =>
        owner.Elements(SldReader.Se + "SvgParameter").FirstOrDefault(p => (string?)p.Attribute("name") == name)?.Value.Trim();

    private static Colour Colour(string hex, string? opacity)
    {
        SldReader.Must(hex.Length == 7 && hex[0] == '#' && hex.Skip(1).All(char.IsAsciiHexDigit), $"{hex} is no colour");
        var alpha = opacity is null ? 1 : Math.Clamp(SldReader.Number(opacity), 0, 1);
        return Model.Colour.Parse(hex) with { Alpha = (byte)Math.Round(alpha * 255) };
    }
}
