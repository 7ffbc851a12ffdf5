using Guotu.ComplianceReview.Canonical;
using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Store;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.Tests;

public sealed class CanonicalBodyTests
{
    private static readonly Verdict Sample = SampleVerdict.Of(SampleVerdict.Conflict());

    [Fact]
    public void Storing_and_reading_a_verdict_keeps_its_canonical_body() =>
        Assert.Equal(CanonicalBody.Of(Sample), CanonicalBody.Of(VerdictJson.Read(VerdictJson.Write(Sample))));

    [Fact]
    public void Names_persons_and_instants_are_not_part_of_the_body()
    {
        var renamed = Sample with
        {
            PapersAt = Instant.Parse("2030-01-01T00:00:00.000000Z"),
            Input = Sample.Input with { FileName = "other.txt" },
            Revisions = [Sample.Revisions[0] with { LayerName = "别名" }],
            Checks = [Sample.Checks[0] with { Reason = "另一种说法", Name = "别名" }],
        };

        Assert.Equal(CanonicalBody.Of(Sample), CanonicalBody.Of(renamed));
    }

    [Fact]
    public void Every_figure_status_version_and_vertex_changes_the_digest()
    {
        var check = Sample.Checks[0];
        Verdict[] changed =
        [
            Sample with { RuleVersion = "YS-2" },
            Sample with { RuleDigest = new string('d', 64) },
            Sample with { Epsg = 4523 },
            Sample with { EvaluatedOn = Sample.EvaluatedOn.AddDays(1) },
            Sample with { Input = Sample.Input with { Axis = "eastFirst" } },
            Sample with { Revisions = [Sample.Revisions[0] with { Revision = 3 }] },
            Sample with { Revisions = [Sample.Revisions[0] with { AsOf = new DateOnly(2026, 1, 2) }] },
            Sample with { Parcels = [Sample.Parcels[0] with { PlaneArea = new LegalArea(100_000_001) }] },
            Sample with { Parcels = [Sample.Parcels[0] with { Shape = RuleTests.Rectangle(364_785_000_000, 36_505_530_000, 1_000_000, 1_000_001) }] },
            Sample with { Checks = [check with { Status = CheckStatus.Compliant }] },
            Sample with { Checks = [check with { PlaneArea = new LegalArea(12_864_001) }] },
            Sample with { Checks = [check with { EllipsoidalArea = null }] },
            Sample with { Checks = [check with { ReasonCode = "other" }] },
            Sample with { Checks = [check with { Hits = [check.Hits[0] with { FeatureId = 78 }] }] },
            Sample with { Checks = [check with { Exemption = new ExemptionUsed(1, "e", "重点项目", "批文.pdf") }] },
        ];

        var digests = changed.Append(Sample).Select(v => CanonicalBody.DigestOf(CanonicalBody.Of(v))).ToList();

        Assert.Equal(digests.Count, digests.Distinct().Count());
    }

    [Fact]
    public void An_exempted_conflict_stays_a_conflict_and_no_longer_blocks()
    {
        var exempted = Sample with { Checks = [Sample.Checks[0] with { Exemption = new ExemptionUsed(1, "e", "重点项目", "批文.pdf") }] };

        Assert.True(Sample.BlocksIssue);
        Assert.False(exempted.BlocksIssue);
        Assert.Equal(Overall.Conflict, exempted.Overall);
    }
}
