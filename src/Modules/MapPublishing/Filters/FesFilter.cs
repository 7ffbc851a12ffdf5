using System.Xml;
using System.Xml.Linq;
using Guotu.Geo.Crs;
using Guotu.Kernel.Results;

namespace Guotu.MapPublishing.Filters;

/// <summary>FES 2.0 filters: And, Or, Not, comparisons, ResourceId, BBOX and the spatial operators. What it does not know it refuses.</summary>
internal static class FesFilter
{
    /// <summary>The filter for its subject; errors <see cref="PublishingErrors.FilterUnusable"/>.</summary>
    public static Result<Condition> Read(string text, FilterSubject subject, GaussKrugerZone zone)
    {
        try
        {
            if (text.Length > FilterLimits.Characters)
            {
                throw new FilterFault($"超过 {FilterLimits.Characters} 字");
            }

            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var root = XElement.Load(reader);
            return root.Name.LocalName == "Filter" ? new FesReader(subject, zone).All(root, 0) : throw new FilterFault("根元素要是 Filter");
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

    private static Error Unusable(string reason) => new(PublishingErrors.FilterUnusable, ("reason", reason)) { Field = "filter" };
}
