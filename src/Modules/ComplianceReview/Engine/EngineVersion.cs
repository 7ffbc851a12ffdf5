using Guotu.Geo.Overlay;

namespace Guotu.ComplianceReview.Engine;

/// <summary>
/// How intersections are computed, by the name that a verdict carries (引擎版本). A verdict is computed again by the engine that it names, so an
/// engine that ever signed a verdict stays here.
/// </summary>
/// <param name="Name">What the verdict records.</param>
/// <param name="Form">What OverlayNG is given.</param>
/// <param name="Positions">Whether positions are believed.</param>
public sealed record EngineVersion(string Name, OverlayForm Form, PositionTrust Positions)
{
    /// <summary>What new verdicts are computed by.</summary>
    public static readonly EngineVersion Current = new("guotu-overlay/5", OverlayForm.Trimmed, PositionTrust.AgainstCoverageOrPaperOnFile);

    private static readonly EngineVersion[] All =
    [
        new("guotu-overlay/1", OverlayForm.Whole, PositionTrust.AsGiven), new("guotu-overlay/2", OverlayForm.Trimmed, PositionTrust.AsGiven),
        new("guotu-overlay/3", OverlayForm.Trimmed, PositionTrust.AgainstCoverage),
        new("guotu-overlay/4", OverlayForm.Trimmed, PositionTrust.AgainstCoverageOrPaper), Current,
    ];

    /// <summary>The engine of that name; the current one for a name that no engine has, which replay then shows as a difference.</summary>
    public static EngineVersion Named(string name) => All.FirstOrDefault(e => e.Name == name) ?? Current;
}

/// <summary>What is made of the positions of a file.</summary>
public enum PositionTrust
{
    /// <summary>They are taken as they are.</summary>
    AsGiven,

    /// <summary>Parcels that lie beside the layers covering the county by the offset of Internet maps leave every check undetermined.</summary>
    AgainstCoverage,

    /// <summary>The same, as a check of its own, unless a named officer vouches for the positions on paper, under the beginning of the file's digest.</summary>
    AgainstCoverageOrPaper,

    /// <summary>The same; the paper names the whole digest and was given after the file came to the case.</summary>
    AgainstCoverageOrPaperOnFile,
}
