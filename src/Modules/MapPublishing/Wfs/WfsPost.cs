using System.Xml;
using System.Xml.Linq;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Filters;

namespace Guotu.MapPublishing.Wfs;

/// <summary>
/// A request that was posted as XML, as desktop programs do with long filters: read into the parameters that the same request has as an address.
/// Entities, deep nesting and long texts are refused before anything is made of them.
/// </summary>
internal static class WfsPost
{
    public const int MostBytes = 64 << 10;
    private const string BodyName = "body";

    public static async Task<Result<WfsRequest>> ReadAsync(Stream body, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[8 << 10];
        for (int read; (read = await body.ReadAsync(chunk, ct)) > 0;)
        {
            if (buffer.Length + read > MostBytes)
            {
                return Unusable($"超过 {MostBytes >> 10} KB");
            }

            buffer.Write(chunk, 0, read);
        }

        try
        {
            return new WfsRequest(Parameters(Root(buffer)));
        }
        catch (XmlException exception)
        {
            return Unusable($"XML 第 {exception.LineNumber} 行第 {exception.LinePosition} 字读不出来");
        }
        catch (FilterFault fault)
        {
            return Unusable(fault.Message);
        }
    }

    private static Error Unusable(string reason) => new(PublishingErrors.ParameterInvalid, ("parameter", BodyName), ("reason", reason)) { Field = BodyName };

    private static XElement Root(MemoryStream text)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostBytes };
        text.Position = 0;
        using (var depth = XmlReader.Create(text, settings))
        {
            while (depth.Read())
            {
                if (depth.Depth > FilterLimits.Depth)
                {
                    throw new FilterFault($"套了超过 {FilterLimits.Depth} 层");
                }
            }
        }

        text.Position = 0;
        using var reader = XmlReader.Create(text, settings);
        return XElement.Load(reader);
    }

    private static Dictionary<string, string> Parameters(XElement root)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["request"] = root.Name.LocalName };
        Take(values, root, "count", "startIndex", "outputFormat", "resultType");
        var queries = Named(root, "Query").ToList();
        if (queries.Count > 1)
        {
            throw new FilterFault("一次只能有一个 Query");
        }

        if (queries.FirstOrDefault() is { } query)
        {
            Take(values, query, "typeNames", "srsName");
            Put(values, "propertyname", string.Join(',', Named(query, "PropertyName").Select(p => p.Value.Trim())));
            Put(values, "sortby", string.Join(',', Named(query, "SortBy").SelectMany(s => Named(s, "SortProperty")).Select(SortOf)));
            Put(values, "filter", Named(query, "Filter").FirstOrDefault()?.ToString(SaveOptions.DisableFormatting) ?? string.Empty);
        }

        if (Named(root, "StoredQuery").FirstOrDefault() is { } stored)
        {
            Put(values, "storedquery_id", stored.Attribute("id")?.Value ?? string.Empty);
            Put(values, "id", Named(stored, "Parameter").FirstOrDefault(p => p.Attribute("name")?.Value == "id")?.Value.Trim() ?? string.Empty);
        }

        Put(values, "typenames", values.GetValueOrDefault("typenames") ?? string.Join(',', Named(root, "TypeName").Select(t => t.Value.Trim())));
        return values;
    }

    private static IEnumerable<XElement> Named(XElement parent, string name) => parent.Elements().Where(e => e.Name.LocalName == name);

    private static string SortOf(XElement sort) =>
        (Named(sort, "ValueReference").FirstOrDefault()?.Value.Trim() ?? string.Empty) + " " + (Named(sort, "SortOrder").FirstOrDefault()?.Value.Trim() ?? "ASC");

    private static void Take(Dictionary<string, string> values, XElement element, params string[] names)
    {
        foreach (var name in names)
        {
            Put(values, name, element.Attribute(name)?.Value ?? string.Empty);
        }
    }

    private static void Put(Dictionary<string, string> values, string name, string value)
    {
        if (value.Length > 0)
        {
            values[name] = value;
        }
    }
}
