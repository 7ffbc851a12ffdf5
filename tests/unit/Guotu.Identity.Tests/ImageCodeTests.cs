using Guotu.Database;
using Guotu.Identity.Certificates;
using Guotu.Identity.Domain;
using Guotu.Identity.ImageCode;
using Guotu.Identity.Login;
using Guotu.Identity.ManagePolicy;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

public sealed class ImageCodeTests
{
    private const string Address = "10.1.3.7";
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task After_three_wrong_passwords_the_right_one_is_not_looked_at_without_the_image_code(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        foreach (var account in new[] { "wangxy", "nobody" })
        {
            for (var i = 0; i < LoginPolicy.Delivered.AccountFailures; i++)
            {
                Assert.Equal(IdentityErrors.LoginWrong, (await PlainAsync(office, account, "wrong")).Error!.Code);
            }
        }

        // Told of an account that does not exist as of one that does.
        Assert.Equal(IdentityErrors.ImageCodeWanted, (await PlainAsync(office, "nobody", "wrong")).Error!.Code);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(IdentityErrors.ImageCodeWanted, (await PlainAsync(office, "wangxy", office.Passwords["wangxy"])).Error!.Code);
        }

        Assert.Contains("wangxy identity.login refused SEC-0023", office.Audit.Lines);
        Assert.True((await PlainAsync(office, "lijg", office.Passwords["lijg"])).IsSuccess);
        Assert.True((await office.SignInAsync("wangxy", office.Passwords["wangxy"])).IsSuccess);
        Assert.True((await PlainAsync(office, "wangxy", office.Passwords["wangxy"])).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task An_image_code_is_looked_at_once_and_belongs_to_its_login_page(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await FailAsync(office, "wangxy");
        var images = office.Get<ImageCodes>();
        var password = office.Passwords["wangxy"];

        Assert.Equal(IdentityErrors.ImageCodeWrong, (await RunAsync(office, n => new { nonce = n, password, imageTicket = images.TicketOf(n, "ACE37").Value, imageAnswer = "ACE34" })).Error!.Code);
        var other = office.Get<LoginChallenge>().Make().Value.Nonce;
        Assert.Equal(IdentityErrors.ImageCodeWrong, (await RunAsync(office, n => new { nonce = n, password, imageTicket = images.TicketOf(other, "ACE37").Value, imageAnswer = "ACE37" })).Error!.Code);
        Assert.Equal(IdentityErrors.ImageCodeWrong, (await RunAsync(office, n => new { nonce = n, password, imageTicket = "zz", imageAnswer = "ACE37" })).Error!.Code);

        var (nonce, ticket) = (string.Empty, string.Empty);
        var guess = await RunAsync(office, n =>
        {
            (nonce, ticket) = (n, images.TicketOf(n, "ACE37").Value);
            return new { nonce, password, imageTicket = ticket, imageAnswer = "TTTTT" };
        });
        Assert.Equal(IdentityErrors.ImageCodeWrong, guess.Error!.Code);
        Assert.Equal(IdentityErrors.ImageCodeWrong, (await RunAsync(office, _ => new { nonce, password, imageTicket = ticket, imageAnswer = "ACE37" })).Error!.Code);

        var late = office.Get<LoginChallenge>().Make().Value.Nonce;
        var old = images.TicketOf(late, "ACE37").Value;
        office.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(IdentityErrors.ChallengeUnusable, images.Make(late, ImageCodeKind.Picture).Error!.Code);
        Assert.Equal(IdentityErrors.ImageCodeWrong, (await RunAsync(office, n => new { nonce = n, password, imageTicket = old, imageAnswer = "ACE37" })).Error!.Code);

        // None of that was a look at the password.
        Assert.True((await RunAsync(office, n => new { nonce = n, password, imageTicket = images.TicketOf(n, "ACE37").Value, imageAnswer = " ace37 " })).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task An_image_serves_one_login_also_where_none_was_wanted_yet_or_no_answer_came(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (images, nonce) = (office.Get<ImageCodes>(), office.Get<LoginChallenge>().Make().Value.Nonce);
        var password = office.Passwords["wangxy"];
        var (early, blank, wordy) = (images.TicketOf(nonce, "ACE37").Value, images.TicketOf(nonce, "ACE37").Value, images.TicketOf(nonce, "ACE37").Value);
        object With(string imageTicket, string entered, string answer) => new { nonce, password = entered, imageTicket, imageAnswer = answer };

        Assert.Equal(IdentityErrors.LoginWrong, (await RunAsync(office, _ => With(early, "guess", "ACE37"))).Error!.Code);
        for (var i = 1; i < LoginPolicy.Delivered.AccountFailures; i++)
        {
            Assert.Equal(IdentityErrors.LoginWrong, (await PlainAsync(office, "wangxy", "wrong")).Error!.Code);
        }

        Assert.Equal(IdentityErrors.ImageCodeWrong, (await RunAsync(office, _ => With(early, password, "ACE37"))).Error!.Code);
        Assert.Equal(IdentityErrors.ImageCodeWanted, (await RunAsync(office, _ => With(blank, password, " "))).Error!.Code);
        Assert.Equal(IdentityErrors.ImageCodeWrong, (await RunAsync(office, _ => With(blank, password, "ACE37"))).Error!.Code);
        Assert.Equal(IdentityErrors.ImageCodeWrong, (await RunAsync(office, _ => With(wordy, password, new string('A', 11)))).Error!.Code);
        Assert.Equal(IdentityErrors.ImageCodeWrong, (await RunAsync(office, _ => With(wordy, password, "ACE37"))).Error!.Code);
        Assert.True((await office.SignInAsync("wangxy", password)).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task A_failed_login_by_certificate_uses_its_image_up_like_any(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var ukey = await county.BoundAsync("lijg");
        await FailAsync(county.Office, "lijg");
        var nonce = county.Office.Get<LoginChallenge>().Make().Value.Nonce;
        var imageTicket = county.Office.Get<ImageCodes>().TicketOf(nonce, "7").Value;
        string Sealed(PeerUKey.Wrong? wrong)
        {
            var fields = System.Text.Json.JsonSerializer.SerializeToNode(ukey.Answer("lijg", county.Office.Passwords["lijg"], wrong: wrong)(nonce))!.AsObject();
            (fields["imageTicket"], fields["imageAnswer"]) = (imageTicket, "7");
            return county.Office.Seal(_ => fields);
        }

        Assert.Equal(CertificateErrors.LoginWrong, (await county.SendAsync("lijg", Sealed(new() { Signature = new string('1', 128) }))).Error!.Code);
        Assert.Equal(IdentityErrors.ImageCodeWrong, (await county.SendAsync("lijg", Sealed(null))).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task One_solved_image_lets_one_of_ten_guesses_at_once_through(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await FailAsync(office, "wangxy");
        var nonce = office.Get<LoginChallenge>().Make().Value.Nonce;
        var imageTicket = office.Get<ImageCodes>().TicketOf(nonce, "7").Value;

        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => RunAsync(office, _ => new { nonce, password = "guess" + i, imageTicket, imageAnswer = "7" }))));

        Assert.Single(all, r => r.Error!.Code == IdentityErrors.LoginWrong);
        Assert.Equal(9, all.Count(r => r.Error!.Code == IdentityErrors.ImageCodeWrong));
    }

    [Theory]
    [BothDatabases]
    public async Task An_address_that_tries_many_accounts_is_asked_for_an_hour_and_its_neighbour_is_not(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        for (var i = 0; i < LoginPolicy.Delivered.AddressFailures; i++)
        {
            Assert.Equal(IdentityErrors.LoginWrong, (await PlainAsync(office, "nobody" + i, "wrong")).Error!.Code);
        }

        Assert.Equal(IdentityErrors.ImageCodeWanted, (await PlainAsync(office, "lijg", office.Passwords["lijg"])).Error!.Code);
        Assert.True((await PlainAsync(office, "lijg", office.Passwords["lijg"], "10.1.3.8")).IsSuccess);
        office.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.True((await PlainAsync(office, "lijg", office.Passwords["lijg"])).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task The_security_administrator_sets_when_it_is_asked_for_and_no_one_else_does(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var security = office.As(await office.SignedInAsync("secadmin"), PolicyCommands.LoginKind);
        var commands = office.Get<PolicyCommands>();

        foreach (var (account, address, field) in new[] { (0, 10, "accountFailures"), (5, 10, "accountFailures"), (3, 2, "addressFailures"), (3, 51, "addressFailures") })
        {
            Assert.Equal((KernelErrors.FieldInvalid, field), await RefusalAsync(commands, security, new LoginPolicy(account, address)));
        }

        Assert.True((await commands.ChangeLoginAsync(security, new LoginPolicy(1, 3), Never)).IsSuccess);
        Assert.Equal(new LoginPolicy(1, 3), (await commands.ReadLoginAsync(Never)).Value);
        Assert.Equal(IdentityErrors.LoginWrong, (await PlainAsync(office, "wangxy", "wrong")).Error!.Code);
        Assert.Equal(IdentityErrors.ImageCodeWanted, (await PlainAsync(office, "wangxy", "wrong")).Error!.Code);
        Assert.Contains("secadmin identity.policy.login", office.Audit.Lines);

        Assert.Equal(1, await office.TamperAsync("UPDATE id_login_policy SET account_failures = 1000"));
        Assert.Equal(DatabaseErrors.RowTampered, (await PlainAsync(office, "lijg", office.Passwords["lijg"])).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_picture_or_a_question_is_given_for_a_challenge_of_ours_and_never_the_same_twice(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var images = office.Get<ImageCodes>();
        var nonce = office.Get<LoginChallenge>().Make().Value.Nonce;

        var (one, other, words) = (images.Make(nonce, ImageCodeKind.Picture).Value, images.Make(nonce, ImageCodeKind.Picture).Value, images.Make(nonce, ImageCodeKind.Words).Value);

        Assert.NotEqual(one.Ticket, other.Ticket);
        Assert.NotEqual(one.Picture, other.Picture);
        Assert.Null(one.Question);
        Assert.Null(words.Picture);
        Assert.Contains("等于几", words.Question, StringComparison.Ordinal);
        Assert.Equal(IdentityErrors.ChallengeUnusable, images.Make("00", ImageCodeKind.Words).Error!.Code);
    }

    [Theory]
    [InlineData(2, "二")]
    [InlineData(10, "十")]
    [InlineData(11, "十一")]
    [InlineData(20, "二十")]
    [InlineData(39, "三十九")]
    public void Numbers_are_said_as_people_say_them(int number, string words) => Assert.Equal(words, ArithmeticQuestion.Words(number));

    [Fact]
    public void A_question_is_answered_by_what_it_says()
    {
        var random = new SystemRandomSource();
        for (var i = 0; i < 200; i++)
        {
            var question = ArithmeticQuestion.By(random);
            var sign = question.Text.Contains('加', StringComparison.Ordinal) ? '加' : '减';
            var parts = question.Text[..question.Text.IndexOf("等于", StringComparison.Ordinal)].Split(sign);
            var numbers = Enumerable.Range(1, 60).ToDictionary(ArithmeticQuestion.Words, n => n);
            var (one, other) = (numbers[parts[0]], numbers[parts[1]]);
            Assert.Equal(sign == '加' ? one + other : one - other, int.Parse(question.Answer, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static async Task FailAsync(Office office, string account)
    {
        for (var i = 0; i < LoginPolicy.Delivered.AccountFailures; i++)
        {
            Assert.Equal(IdentityErrors.LoginWrong, (await PlainAsync(office, account, "wrong")).Error!.Code);
        }
    }

    private static async Task<(ErrorCode Code, string? Field)> RefusalAsync(PolicyCommands commands, Database.Work.CommandContext context, LoginPolicy wanted)
    {
        var error = (await commands.ChangeLoginAsync(context, wanted, Never)).Error!;
        return (error.Code, error.Field);
    }

    private static Task<Result<SignedIn>> PlainAsync(Office office, string account, string password, string address = Address) =>
        office.Get<SignIn>().RunAsync(account, office.Seal(nonce => new { nonce, password }), address, Never);

    private static Task<Result<SignedIn>> RunAsync(Office office, Func<string, object> body) => office.Get<SignIn>().RunAsync("wangxy", office.Seal(body), Address, Never);
}
