using System.Globalization;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Filters;
using Guotu.MapPublishing.Ogc;
using Guotu.OneMap.Contracts;
using SortKey = Guotu.MapPublishing.Ogc.SortKey;

namespace Guotu.MapPublishing.Wfs;

/// <summary>A GetFeature request read against its layer.</summary>
/// <param name="Count">Features at most; null for all.</param>
/// <param name="Properties">Fields and perhaps the geometry; null for all.</param>
internal sealed record WfsQuery(FeatureQuery Query, OgcCrs Crs, int? Count, int StartIndex, bool HitsOnly, bool GeoJson, IReadOnlySet<string>? Properties)
{
    private static readonly string[] KeyParameters = ["bbox", "filter", "resourceid", "featureid", "sortby", "srsname", "id"];

    public static Result<WfsQuery> Read(WfsRequest request, ISeenLayer layer)
    {
        try
        {
            return new Reader(request, layer).Read();
        }
        catch (FilterFault fault)
        {
            return new Error(PublishingErrors.FilterUnusable, ("reason", fault.Message)) { Field = "filter" };
        }
    }

    private sealed class Reader(WfsRequest request, ISeenLayer layer)
    {
        public WfsQuery Read()
        {
            var crs = request["srsname"] is { } name
                ? OgcCrs.Find(name, layer.Zone) ?? throw new FilterFault($"不提供坐标系 {LiteralOperand.Shortened(name)}")
                : OgcCrs.OfZone(layer.Zone);
            var conditions = new List<Condition>();
            if (request["bbox"] is { } box)
            {
                conditions.Add(Box(box, crs));
            }

            if (request["filter"] is { } filter)
            {
                var read = FesFilter.Read(filter.Trim('(', ')'), new FilterSubject(layer.Definition.Fields, crs.Axis), layer.Zone);
                conditions.Add(read.Error is { } error ? throw new FilterFault(error.Text) : read.Value);
            }

            if ((request["resourceid"] ?? request["featureid"]) is { } ids)
            {
                conditions.Add(new IdIn(ids.Split(',').Select(FeatureIds.Read).OfType<long>().ToHashSet()));
            }

            var key = string.Join('\u001f', KeyParameters.Select(k => request[k]));
            var query = new FeatureQuery(conditions, Sort(), key);
            var format = request["outputformat"] ?? WfsXml.GmlType;
            return new WfsQuery(
                query, crs, Number("count") ?? Number("maxfeatures"), Number("startindex") ?? 0,
                "hits".Equals(request["resulttype"], StringComparison.OrdinalIgnoreCase), IsGeoJson(format), Properties());
        }

        private static bool IsGeoJson(string format) => format.Contains("json", StringComparison.OrdinalIgnoreCase)
            || (format.Contains("gml", StringComparison.OrdinalIgnoreCase) ? false : throw new FilterFault($"不提供格式 {LiteralOperand.Shortened(format)}"));

        private Spatial Box(string text, OgcCrs usual)
        {
            var parts = text.Split(',', 5);
            var crs = parts.Length == 5 ? OgcCrs.Find(parts[4], layer.Zone) ?? throw new FilterFault("bbox 的坐标系不提供") : usual;
            var numbers = parts.Take(4).Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN).ToList();
            return new Spatial(SpatialRelation.Intersects, FilterFigures.Box(numbers, crs.Axis), crs.Axis.Space);
        }

        private List<SortKey> Sort() => request["sortby"] is not { } text ? [] :
        [
            .. text.Split(',').Select(part => part.Trim().Split([' ', '+'], 2)).Select(p => new SortKey(
                new FilterSubject(layer.Definition.Fields, FilterCrs.Crs84).Field(FesReader.FieldName(p[0])), p.Length > 1 && p[1].StartsWith("D", StringComparison.OrdinalIgnoreCase))),
        ];

        private int? Number(string name) => request[name] is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new FilterFault($"{name} 要是非负整数");

        private HashSet<string>? Properties()
        {
            if (request["propertyname"] is not { } text)
            {
                return null;
            }

            var names = text.Split(',').Select(n => FesReader.FieldName(n.Trim('(', ')'))).ToHashSet(StringComparer.Ordinal);
            return names.FirstOrDefault(n => n != FilterSubject.GeometryName && layer.Definition.Fields.All(f => f.Code != n)) is { } unknown
                ? throw new FilterFault($"没有字段 {LiteralOperand.Shortened(unknown)}")
                : names;
        }
    }
}
