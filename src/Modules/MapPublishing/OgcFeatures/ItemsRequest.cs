using System.Globalization;
using System.Text;
using Guotu.Geo.Crs;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Filters;
using Guotu.MapPublishing.Ogc;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Http;
using SortKey = Guotu.MapPublishing.Ogc.SortKey;

namespace Guotu.MapPublishing.OgcFeatures;

/// <summary>The parameters of a request for items, read against the layer as the caller sees it. An unknown one is refused, as the standard has it.</summary>
/// <param name="Query">What is asked for.</param>
/// <param name="Crs">Coordinates of the answer.</param>
/// <param name="Limit">Features of the page.</param>
/// <param name="After">Id of the last feature of the page before; null for the first page.</param>
/// <param name="Properties">Fields asked for; null for all.</param>
internal sealed record ItemsRequest(FeatureQuery Query, OgcCrs Crs, int Limit, long? After, IReadOnlySet<string>? Properties)
{
    public const int UsualLimit = 100;

    /// <summary>Names of parameters beside the names of fields.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["f", "limit", "bbox", "bbox-crs", "crs", "datetime", "filter", "filter-lang", "filter-crs", "sortby", "properties", "revision", "after", ServiceAddress.TokenParameter];

    public static Result<ItemsRequest> Read(IQueryCollection query, ISeenLayer layer, PublishingLimits limits)
    {
        try
        {
            return new Reader(query, layer, limits).Read();
        }
        catch (ParameterFault fault)
        {
            return new Error(PublishingErrors.ParameterInvalid, ("parameter", fault.Parameter), ("reason", fault.Message)) { Field = fault.Parameter };
        }
    }

    /// <summary>Only <c>json</c> is written here.</summary>
    public static Error? FormatBreach(IQueryCollection query) => query["f"].ToString() is "" or "json"
        ? null
        : new Error(PublishingErrors.ParameterInvalid, ("parameter", "f"), ("reason", "只提供 json"));

    private sealed class Reader(IQueryCollection query, ISeenLayer layer, PublishingLimits limits)
    {
        private readonly GaussKrugerZone _zone = layer.Zone;
        private readonly StringBuilder _key = new();

        public ItemsRequest Read()
        {
            foreach (var name in query.Keys.Where(k => !Names.Contains(k) && layer.Definition.Fields.All(f => f.Code != k)))
            {
                throw new ParameterFault(LiteralOperand.Shortened(name), "没有这个参数");
            }

            if (FormatBreach(query) is not null)
            {
                throw new ParameterFault("f", "只提供 json");
            }

            var conditions = new List<Condition>();
            Add(conditions, "bbox", Box);
            Add(conditions, "datetime", Days);
            Add(conditions, "filter", Filter);
            foreach (var field in layer.Definition.Fields)
            {
                Add(conditions, field.Code, text => Compare.Of(new FieldOperand(field), Comparison.Equal, new LiteralOperand(text, ValueKind.Text, Untyped: true)));
            }

            var sort = Given("sortby") is { } keys ? keys.Split(',').Select(SortKeyOf).ToList() : [];
            var selection = new FeatureQuery(conditions, sort, _key.ToString());
            return new ItemsRequest(selection, Crs("crs"), Limit(), After(), Given("properties")?.Split(',').Select(FieldCode("properties")).ToHashSet(StringComparer.Ordinal));
        }

        private string? Given(string name)
        {
            if (!query.TryGetValue(name, out var value))
            {
                return null;
            }

            if (value.Count > 1)
            {
                throw new ParameterFault(name, "只能写一次");
            }

            if (name is "bbox" or "bbox-crs" or "datetime" or "filter" or "filter-crs" or "sortby" || !Names.Contains(name))
            {
                _key.Append(name).Append('=').Append(value.ToString()).Append('\u001f');
            }

            return value.ToString();
        }

        private void Add(List<Condition> conditions, string name, Func<string, Condition> read)
        {
            if (Given(name) is not { } text)
            {
                return;
            }

            try
            {
                conditions.Add(read(text));
            }
            catch (FilterFault fault)
            {
                throw new ParameterFault(name, fault.Message);
            }
        }

        private Spatial Box(string text)
        {
            var crs = Crs("bbox-crs");
            var numbers = text.Split(',').Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN).ToList();
            return new Spatial(SpatialRelation.Intersects, FilterFigures.Box(numbers, crs.Axis), crs.Axis.Space);
        }

        /// <summary>On the layer's date fields: any of them in the range; a layer without one has no time, and all of it is given.</summary>
        private Condition Days(string text)
        {
            var days = DayRange.Parse(text);
            var dates = layer.Definition.Fields.Where(f => f.Kind == LayerFieldKind.Date).ToList();
            return dates.Count == 0 ? new Always(true) : new AnyOf([.. dates.Select(f => Cql2TemporalReader.Within(new FieldOperand(f), days))]);
        }

        private Condition Filter(string text)
        {
            if (Given("filter-lang") is not (null or "cql2-text"))
            {
                throw new ParameterFault("filter-lang", "只提供 cql2-text");
            }

            var read = Cql2Text.Read(text, new FilterSubject(layer.Definition.Fields, Crs("filter-crs").Axis));
            return read.Error is { } error ? throw new ParameterFault("filter", error.Text) : read.Value;
        }

        private OgcCrs Crs(string parameter) => Given(parameter) is not { } name
            ? OgcCrs.Crs84
            : OgcCrs.Find(name, _zone) ?? throw new ParameterFault(parameter, "不提供这个坐标系");

        private SortKey SortKeyOf(string key)
        {
            var name = key.TrimStart('+', '-', ' ');
            return new SortKey(layer.Definition.Fields.First(f => f.Code == FieldCode("sortby")(name)), key.StartsWith('-'));
        }

        private Func<string, string> FieldCode(string parameter) => name => layer.Definition.Fields.Any(f => f.Code == name)
            ? name
            : throw new ParameterFault(parameter, $"没有字段 {LiteralOperand.Shortened(name)}");

        private int Limit() => Given("limit") is not { } text ? UsualLimit
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? Math.Min(limit, limits.LargestPage)
            : throw new ParameterFault("limit", "要是正整数");

        private long? After() => Given("after") is not { } text ? null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id
            : throw new ParameterFault("after", "要是要素号");
    }

    private sealed class ParameterFault(string parameter, string reason) : Exception(reason)
    {
        public string Parameter => parameter;
    }
}
