using System.ComponentModel.DataAnnotations;
using Guotu.Geo.Areas;
using Guotu.Hosting.Http;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.OneMap.AdjustAreas;

/// <summary>HTTP of the area adjustment.</summary>
internal static class AreaAdjustmentEndpoint
{
    private const int MostParts = 20_000;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/v1/layers/{code}/adjust-areas", AdjustAsync).WithTags("一张图").Requires(OneMapModule.ImportPermission).Produces<AreasAdjustedView>();

    private static async Task<IResult> AdjustAsync(HttpContext http, string code, AdjustAreasBody body, ILayerAreas areas, CancellationToken ct)
    {
        if (Breach(body) is { } breach)
        {
            return ProblemAnswer.Of(breach);
        }

        var rule = new AdjustmentRule(body.LimitPerMillion, body.LimitAtLeast, Unit(body.Decimals));
        var order = new LayerAreasOrder(code, body.Revision, body.UnitField, [.. body.Controls.Select(c => new ControlArea(c.Unit, c.Area))], rule);
        var adjusted = await areas.AdjustAsync(http.Caller(), order, ct);
        if (adjusted.Error is { } refused)
        {
            return ProblemAnswer.Of(refused);
        }

        var parts = adjusted.Value.Units.Sum(u => u.Areas.Parts.Count);
        return parts > MostParts ? ProblemAnswer.Of(new Error(OneMapErrors.TooManyParts, ("count", parts), ("limit", MostParts))) : Results.Ok(AreasAdjustedView.Of(adjusted.Value));
    }

    /// <summary>What adjusted areas are whole multiples of, in 0.0001 m².</summary>
    private static int Unit(int decimals) => decimals switch { 2 => 100, 3 => 10, _ => 1 };

    private static Error? Breach(AdjustAreasBody body) =>
        body.Decimals is < 2 or > 4 ? Invalid("decimals", "只能是 2、3、4")
        : body.LimitPerMillion is < 0 or > 100_000 ? Invalid("limitPerMillion", "要在 0 到 100000 之间")
        : body.LimitAtLeast < LegalArea.Zero ? Invalid("limitAtLeast", "不能是负数")
        : body.Controls.Any(c => c is null || c.Unit is null) ? Invalid("controls", "每一项要有单元代码和面积")
        : null;

    private static Error Invalid(string field, string reason) => new(KernelErrors.FieldInvalid, ("field", field), ("reason", reason)) { Field = field };
}

/// <summary>Body of an area adjustment.</summary>
/// <param name="Revision">The current one where left out.</param>
/// <param name="UnitField">Field whose value begins with the unit's code, such as <c>ZLDWDM</c>.</param>
/// <param name="LimitPerMillion">Greatest closure error as a share of the control area.</param>
/// <param name="LimitAtLeast">Allowed however small the control area is, m².</param>
/// <param name="Decimals">Decimals of adjusted areas in m², 2 to 4.</param>
public sealed record AdjustAreasBody(
    int? Revision, [property: MaxLength(40)] string UnitField, IReadOnlyList<ControlAreaBody> Controls, int LimitPerMillion, LegalArea LimitAtLeast, int Decimals);

/// <summary>A unit and its control area in m².</summary>
public sealed record ControlAreaBody(string Unit, LegalArea Area);

/// <summary>The report.</summary>
public sealed record AreasAdjustedView(string Layer, int Revision, DateOnly AsOf, IReadOnlyList<UnitAdjustedView> Units, IReadOnlyList<UncontrolledUnit> Uncontrolled)
{
    internal static AreasAdjustedView Of(LayerAreasAdjusted adjusted) => new(
        adjusted.Revision.LayerCode, adjusted.Revision.Number, adjusted.Revision.AsOf,
        [
            .. adjusted.Units.Select(u => new UnitAdjustedView(
                u.Unit, u.Areas.Control, u.Areas.Closure, u.Areas.Limit, [.. u.Areas.Parts.Select(p => new PartAdjustedView(p.Id, p.Measured, p.Adjusted, p.Correction))])),
        ],
        adjusted.Uncontrolled);
}

/// <summary>A unit; areas in m².</summary>
/// <param name="Closure">Sum as measured less the control area (闭合差).</param>
public sealed record UnitAdjustedView(string Unit, LegalArea Control, LegalArea Closure, LegalArea Limit, IReadOnlyList<PartAdjustedView> Parts);

/// <summary>A feature; areas in m².</summary>
public sealed record PartAdjustedView(long FeatureId, LegalArea Measured, LegalArea Adjusted, LegalArea Correction);
