using System.Globalization;
using System.Xml.Linq;
using Guotu.Geo.Crs;

namespace Guotu.MapPublishing.Filters;

/// <summary>Reads elements of FES 2.0 by their local names.</summary>
internal sealed class FesReader(FilterSubject subject, GaussKrugerZone zone)
{
    private int _nodes;

    /// <summary>Every child of a Filter or And.</summary>
    public Condition All(XElement parent, int depth)
    {
        var children = Children(parent, depth);
        if (children.Count > 0 && children.All(c => Local(c) == "ResourceId"))
        {
            return new IdIn(children.Select(IdOf).ToHashSet());
        }

        var parts = children.Select(c => Read(c, depth + 1)).ToList();
        return parts.Count switch { 0 => throw new FilterFault("条件是空的"), 1 => parts[0], _ => new AllOf(parts) };
    }

    private static string Local(XElement element) => element.Name.LocalName;

    private static List<XElement> Children(XElement parent, int depth) =>
        depth <= FilterLimits.Depth ? parent.Elements().ToList() : throw new FilterFault($"条件套了超过 {FilterLimits.Depth} 层");

    private static long IdOf(XElement element) => FeatureIds.Read(element.Attribute("rid")?.Value ?? string.Empty) ?? throw new FilterFault("ResourceId 不是要素号");

    private Condition Read(XElement element, int depth)
    {
        if (++_nodes > FilterLimits.Nodes)
        {
            throw new FilterFault($"条件超过 {FilterLimits.Nodes} 项");
        }

        return Local(element) switch
        {
            "And" => All(element, depth),
            "Or" => new AnyOf([.. Children(element, depth).Select(c => Read(c, depth + 1))]),
            "Not" => new Not(All(element, depth)),
            "ResourceId" => new IdIn(new HashSet<long> { IdOf(element) }),
            "PropertyIsEqualTo" => Comparing(element, Comparison.Equal),
            "PropertyIsNotEqualTo" => Comparing(element, Comparison.NotEqual),
            "PropertyIsLessThan" => Comparing(element, Comparison.Less),
            "PropertyIsLessThanOrEqualTo" => Comparing(element, Comparison.LessOrEqual),
            "PropertyIsGreaterThan" => Comparing(element, Comparison.Greater),
            "PropertyIsGreaterThanOrEqualTo" => Comparing(element, Comparison.GreaterOrEqual),
            "PropertyIsNull" or "PropertyIsNil" => new IsEmpty(Field(element.Elements().FirstOrDefault())),
            "PropertyIsBetween" => Between(element),
            "PropertyIsLike" => LikeOf(element),
            "BBOX" => new FesFigures(subject, zone).Relation(element, SpatialRelation.Intersects),
            var name when Enum.TryParse<SpatialRelation>(name, out var relation) && char.IsAsciiLetterUpper(name[0]) => new FesFigures(subject, zone).Relation(element, relation),
            var name => throw new FilterFault($"没有条件 {LiteralOperand.Shortened(name)}"),
        };
    }

    private Compare Comparing(XElement element, Comparison how)
    {
        var sides = element.Elements().Select(Operand).ToList();
        return sides.Count == 2 ? Compare.Of(sides[0], how, sides[1]) : throw new FilterFault("比较要有两边");
    }

    private AllOf Between(XElement element)
    {
        var parts = element.Elements().ToList();
        if (parts.Count != 3 || Local(parts[1]) != "LowerBoundary" || Local(parts[2]) != "UpperBoundary")
        {
            throw new FilterFault("PropertyIsBetween 要有字段、下限和上限");
        }

        var value = Operand(parts[0]);
        return new AllOf([Compare.Of(value, Comparison.GreaterOrEqual, Operand(parts[1].Elements().FirstOrDefault())), Compare.Of(value, Comparison.LessOrEqual, Operand(parts[2].Elements().FirstOrDefault()))]);
    }

    private Like LikeOf(XElement element)
    {
        var signs = new PatternSigns(
            Sign(element, "wildCard", '%'), Sign(element, "singleChar", '_'), Sign(element, "escapeChar", '\\'), element.Attribute("matchCase")?.Value == "false");
        var field = Field(element.Elements().FirstOrDefault());
        return field.Kind == ValueKind.Text
            ? new Like(field, TextPattern.Read(element.Elements().Last().Value, signs))
            : throw new FilterFault("PropertyIsLike 只用于文本");
    }

    private static char Sign(XElement element, string name, char usual) => element.Attribute(name)?.Value is { Length: 1 } sign ? sign[0] : usual;

    private Operand Operand(XElement? element) => element is null
        ? throw new FilterFault("少一个值")
        : Local(element) switch
        {
            "Literal" => new LiteralOperand(element.Value.Trim(), ValueKind.Text, Untyped: true),
            _ => Field(element),
        };

    private FieldOperand Field(XElement? element) => element is not null && Local(element) is "ValueReference" or "PropertyName"
        ? new FieldOperand(subject.Field(FieldName(element!.Value)))
        : throw new FilterFault($"没有值 {(element is null ? string.Empty : LiteralOperand.Shortened(Local(element)))}");

    internal static string FieldName(string reference) => reference.Trim()[(reference.Trim().LastIndexOfAny([':', '/']) + 1)..];
}

/// <summary>Ids of features as services write them: the number, or the layer's code, a point, and the number.</summary>
internal static class FeatureIds
{
    public static long? Read(string text) =>
        long.TryParse(text[(text.LastIndexOf('.') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
