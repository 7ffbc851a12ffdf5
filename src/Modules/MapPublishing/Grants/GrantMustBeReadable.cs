using Guotu.Geo.Crs;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Filters;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Grants;

/// <summary>
/// A grant says nothing that could not be applied (授权可执行): its layer exists, its condition, fields and area fit it. Conditions and fields are
/// granted layer by layer, never for every layer at once.
/// </summary>
internal static class GrantMustBeReadable
{
    private const int LongestFilter = 2_000;
    private const int LongestList = 400;
    private const int HighestLabel = 9;

    public static Error? Breach(GrantRow grant, IReadOnlyList<LayerField>? fields, GaussKrugerProjection projection, TownFigures? towns)
    {
        if (fields is null)
        {
            return Invalid("layer", $"没有图层 {LiteralOperand.Shortened(grant.LayerCode)}");
        }

        if (grant.LayerCode == GrantRow.EveryLayer && (grant.RowFilter ?? grant.DeniedFields) is not null)
        {
            return Invalid("layer", "条件和字段要逐个图层授权");
        }

        if (grant.RowFilter?.Length > LongestFilter || grant.DeniedFields?.Length > LongestList || grant.AreaRegions?.Length > LongestList
            || grant.AreaWkt?.Length > FilterLimits.Characters)
        {
            return Invalid("rowFilter", "条件、字段、区划或范围过长");
        }

        if (grant.LabelLimit is < 0 or > HighestLabel)
        {
            return Invalid("labelLimit", "标记级别是 0 到 9");
        }

        if (grant.Denied.FirstOrDefault(d => fields.All(f => f.Code != d)) is { } unknown)
        {
            return Invalid("deniedFields", $"图层没有字段 {LiteralOperand.Shortened(unknown)}");
        }

        if (grant.Regions.FirstOrDefault(r => r.Length != 12 || !r.All(char.IsAsciiDigit) || towns?.Of(r) is not { Count: > 0 }) is { } region)
        {
            return Invalid("regions", $"区划 {LiteralOperand.Shortened(region)} 不是本县的十二位代码,或行政区图层不可用");
        }

        if (grant.RowFilter is { } filter && Cql2Text.Read(filter, new FilterSubject(fields, FilterCrs.Crs84)).Error is { } unreadable)
        {
            return unreadable;
        }

        return GrantTerms.Read(grant, fields, projection, towns) is null ? Invalid("areaWkt", "范围要是一个有效的面,写成经度、纬度的 WKT") : null;
    }

    private static Error Invalid(string field, string reason) => new(KernelErrors.FieldInvalid, ("reason", reason)) { Field = field };
}
