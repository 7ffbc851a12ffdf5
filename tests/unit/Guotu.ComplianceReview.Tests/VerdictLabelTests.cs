using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.ReadReview;
using Guotu.Database.Scope;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Labels;
using Guotu.Testing.Database;

namespace Guotu.ComplianceReview.Tests;

/// <summary>What a verdict has read decides who may make and read it.</summary>
public sealed class VerdictLabelTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly SecurityLabel Surveyed = SecurityLabel.Of(2, ["CH"]);

    [Theory]
    [BothDatabases]
    public async Task A_verdict_carries_the_join_of_its_layers_and_does_not_exist_below_it(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);
        (desk.Labels.Given["YJJBNT"], desk.Labels.Given["XZQ"]) = (SecurityLabel.Of(2, []), SecurityLabel.Of(0, ["CH"]));

        var review = await desk.ReviewAsync(await desk.LotAsync(950, 500));

        var reviews = desk.Get<ReviewsInScope>();
        Assert.True((await reviews.FindAsync(review.ReviewId, Person(Surveyed), Never)).IsSuccess);
        foreach (var label in (SecurityLabel[])[LabelScheme.Shipped.Floor, SecurityLabel.Of(2, []), SecurityLabel.Of(1, ["CH"])])
        {
            Assert.Equal(ReviewErrors.NoSuchReview, (await reviews.FindAsync(review.ReviewId, Person(label), Never)).Error!.Code);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task Who_is_below_the_layers_can_store_no_verdict_over_them(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);
        desk.Labels.Given["YJJBNT"] = Surveyed;
        var prepared = (await desk.Reviews.PrepareAsync(new ReviewRequest("land-preexamination", await desk.LotAsync(950, 500), ReviewStage.Manual, null), Never)).Value;
        var context = ReviewDesk.Command with { Scope = Person(LabelScheme.Shipped.Floor).Scope };

        var refused = await desk.Units.RunAsync<long>(context, (work, ct) => desk.Reviews.StoreAsync(work, prepared, ct), Never);

        Assert.Equal(LabelErrors.NotCleared, refused.Error!.Code);
        Assert.Equal(Surveyed, prepared.Label);
    }

    [Fact]
    public async Task Labels_that_cannot_be_trusted_give_no_verdict()
    {
        await using var desk = await ReviewDesk.OpenAsync("sqlite");
        desk.Labels.Tampered = true;

        var refused = await desk.Reviews.PrepareAsync(new ReviewRequest("land-preexamination", await desk.LotAsync(950, 500), ReviewStage.Manual, null), Never);

        Assert.Equal(LabelErrors.Tampered, refused.Error!.Code);
    }

    private static Caller Person(SecurityLabel label) => new()
    {
        UserId = 7,
        Account = "lijg",
        Name = "李建国",
        OrganisationId = 3,
        OrganisationName = "用途管制股",
        RegionCode = "610724000000",
        Posts = new HashSet<string>(),
        Permissions = new HashSet<string> { ReviewPermissions.Read },
        Clearance = label,
        Scope = DataScope.OfRegion("610724").UpTo(label),
        Channel = "web",
        Address = "10.1.3.7",
    };
}
