using Guotu.ComplianceReview.Engine;
using Guotu.Geo.Overlay;

namespace Guotu.ComplianceReview.Tests;

/// <summary>A verdict is computed again by the engine that it names.</summary>
public sealed class EngineVersionTests
{
    [Fact]
    public void Engines_that_signed_verdicts_stay_computable_and_an_unknown_name_shows_as_a_difference()
    {
        Assert.Equal(("guotu-overlay/1", OverlayForm.Whole), (EngineVersion.Named("guotu-overlay/1").Name, EngineVersion.Named("guotu-overlay/1").Form));
        Assert.Equal(new EngineVersion("guotu-overlay/2", OverlayForm.Trimmed, PositionTrust.AsGiven), EngineVersion.Named("guotu-overlay/2"));
        Assert.Equal(new EngineVersion("guotu-overlay/3", OverlayForm.Trimmed, PositionTrust.AgainstCoverage), EngineVersion.Named("guotu-overlay/3"));
        Assert.Equal(new EngineVersion("guotu-overlay/4", OverlayForm.Trimmed, PositionTrust.AgainstCoverageOrPaper), EngineVersion.Named("guotu-overlay/4"));
        Assert.Equal(new EngineVersion("guotu-overlay/5", OverlayForm.Trimmed, PositionTrust.AgainstCoverageOrPaperOnFile), EngineVersion.Current);
        Assert.Same(EngineVersion.Current, EngineVersion.Named("guotu-overlay/9"));
    }
}
