using Guotu.Geo.Overlay;

namespace Guotu.ComplianceReview.Engine;

/// <summary>
/// How intersections are computed, by the name that a verdict carries (引擎版本). A verdict is computed again by the engine that it names, so an
/// engine that ever signed a verdict stays here.
/// </summary>
/// <param name="Name">What the verdict records.</param>
/// <param name="Form">What OverlayNG is given.</param>
public sealed record EngineVersion(string Name, OverlayForm Form)
{
    /// <summary>What new verdicts are computed by.</summary>
    public static readonly EngineVersion Current = new("guotu-overlay/2", OverlayForm.Trimmed);

    private static readonly EngineVersion[] All = [new("guotu-overlay/1", OverlayForm.Whole), Current];

    /// <summary>The engine of that name; the current one for a name that no engine has, which replay then shows as a difference.</summary>
    public static EngineVersion Named(string name) => All.FirstOrDefault(e => e.Name == name) ?? Current;
}
