using Guotu.Geo.Areas;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>Adjusts the areas of a layer's features so that those of a unit sum to its control area (面积平差). Nothing is changed: it answers a report.</summary>
public interface ILayerAreas
{
    /// <summary>
    /// As a caller sees the layer; refused with <c>MAP-0033</c> where that is not the whole of it: a part cannot sum to a control area. Further errors:
    /// <c>SYS-0002</c>, those of a pin, <c>MAP-0030</c> for an unknown field, <c>MAP-0032</c> for a table of control areas that contradicts itself,
    /// <c>GEO-0069</c> and <c>GEO-0070</c> with every unit at fault.
    /// </summary>
    Task<Result<LayerAreasAdjusted>> AdjustAsync(Caller caller, LayerAreasOrder order, CancellationToken ct);
}

/// <summary>What is to be adjusted.</summary>
/// <param name="Revision">Null for the current one.</param>
/// <param name="UnitField">Field whose value begins with the code of the unit, such as <c>ZLDWDM</c>.</param>
/// <param name="Controls">Control areas (控制面积) of units of one level: no code is the beginning of another.</param>
public sealed record LayerAreasOrder(string LayerCode, int? Revision, string UnitField, IReadOnlyList<ControlArea> Controls, AdjustmentRule Rule);

/// <summary>The area that the parts of a unit must sum to.</summary>
public sealed record ControlArea(string Unit, LegalArea Area);

/// <summary>A report of an adjustment; areas as measured are ellipsoidal.</summary>
/// <param name="Units">In the order of their codes; parts are feature ids.</param>
/// <param name="Uncontrolled">Units of the layer without a control area, and how many features they have: these were not adjusted.</param>
public sealed record LayerAreasAdjusted(LayerRevision Revision, IReadOnlyList<UnitAdjusted> Units, IReadOnlyList<UncontrolledUnit> Uncontrolled);

/// <summary>The parts of one unit after adjustment.</summary>
public sealed record UnitAdjusted(string Unit, AdjustedAreas Areas);

/// <summary>Features that no control area covers; the unit is empty where the field has no value.</summary>
public sealed record UncontrolledUnit(string Unit, int Features);
