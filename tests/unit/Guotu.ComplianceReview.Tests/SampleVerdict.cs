using Guotu.ComplianceReview.Contracts;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.Tests;

internal static class SampleVerdict
{
    public static Verdict Of(params VerdictCheck[] checks) => new()
    {
        Matter = "land-preexamination",
        RuleVersion = "YS-1",
        RuleDigest = new string('a', 64),
        Engine = "guotu-overlay/1",
        Epsg = 4524,
        EvaluatedOn = new DateOnly(2026, 3, 2),
        PapersAt = Instant.Parse("2026-03-02T01:00:00.000000Z"),
        Input = new VerdictInput(new string('b', 64), "parcel.txt", "asWritten", null),
        Parcels =
        [
            new VerdictParcel
            {
                Number = 1,
                FileNumber = "1",
                Name = "一号地块",
                DeclaredArea = null,
                PlaneArea = new LegalArea(100_000_000),
                EllipsoidalArea = new LegalArea(100_012_345),
                Shape = RuleTests.Rectangle(364_785_000_000, 36_505_530_000, 1_000_000, 1_000_000),
            },
        ],
        Revisions = [new VerdictRevision("YJJBNT", "永久基本农田", 2, new string('c', 64), new DateOnly(2026, 1, 1))],
        Checks = checks,
    };

    public static VerdictCheck Conflict() => new()
    {
        Parcel = 1,
        Rule = "S3",
        Name = "永久基本农田",
        Layer = "YJJBNT",
        Status = CheckStatus.Conflict,
        PlaneArea = new LegalArea(12_864_000),
        EllipsoidalArea = new LegalArea(12_865_001),
        ShareMillionths = 128_640,
        ReasonCode = "overlap",
        Reason = "占永久基本农田 1,286.40 m²",
        Hits = [new VerdictHit(77, "0127", new LegalArea(12_864_000), new LegalArea(12_865_001), false, RuleTests.Rectangle(364_785_000_000, 36_505_530_000, 100_000, 128_640))],
    };
}
