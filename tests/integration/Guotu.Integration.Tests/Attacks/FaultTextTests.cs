using System.Text.Json;
using Guotu.Platform.Logging;

namespace Guotu.Integration.Tests.Attacks;

/// <summary>Faults as the log holds them: what was typed is not in them, what is needed to find the place is (故障记录脱敏).</summary>
public sealed class FaultTextTests
{
    private const string Name = "慕容雪松";
    private const string Phone = "13977774321";
    private const string Number = "11010519491231002X";
    private const string Carried = "gt1_Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4";

    [Theory]
    [InlineData("The input string '慕容雪松' was not in a correct format.", "慕容雪松")]
    [InlineData("duplicate key value (contact)=(13977774321)", "13977774321")]
    [InlineData("no row for 11010519491231002X in the table", "11010519491231002X")]
    [InlineData("Failed to bind parameter \"int? page\" from \"张 \"三\" 7\".", "三")]
    [InlineData("vertex 36478500.125 3650500.5 of ring 1", "36478500.125")]
    [InlineData("vertex 107.7702134 32.98113", "107.7702134")]
    [InlineData("header Bearer gt1_Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4 is not known", Carried)]
    public void Values_that_libraries_quote_are_taken_out(string message, string value) =>
        Assert.DoesNotContain(value, FaultText.Scrubbed(message), StringComparison.Ordinal);

    [Theory]
    [InlineData("SQLite Error 19: 'UNIQUE constraint failed: id_user.account_name'.", "SQLite Error 19: ▒(id_user.account_name).")]
    [InlineData("SQLite Error 1: 'no such table: om_feature'.", "SQLite Error 1: ▒(om_feature).")]
    [InlineData("null value in column \"user_name\" of relation \"id_user\" violates not-null constraint", "null value in column \"user_name\" of relation \"id_user\" violates not-null constraint")]
    public void The_platforms_own_tables_and_columns_stay(string message, string kept) => Assert.Equal(kept, FaultText.Scrubbed(message));

    [Fact]
    public void A_databases_code_stays_and_each_of_several_faults_that_came_together_is_told()
    {
        var text = FaultText.Of(new AggregateException(
            new Microsoft.Data.Sqlite.SqliteException($"SQLite Error 19: 'CHECK constraint failed: ap_case, {Name}'.", 19), new InvalidOperationException("second", new TimeoutException("third"))));
        Assert.Contains("Microsoft.Data.Sqlite.SqliteException: [", text, StringComparison.Ordinal);
        Assert.Contains("▒(ap_case)", text, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException: second", text, StringComparison.Ordinal);
        Assert.Contains("System.TimeoutException: third", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Type_place_and_our_own_words_stay_also_of_what_lies_inside()
    {
        Exception fault;
        try
        {
            try
            {
                JsonSerializer.Deserialize<int>($"\"{Name}{Phone}\"");
                throw new InvalidOperationException("unreachable");
            }
            catch (JsonException inner)
            {
                throw new InvalidOperationException($"The stored verdict 412345678901234567 of '{Number}' cannot be read", inner);
            }
        }
        catch (InvalidOperationException caught)
        {
            fault = caught;
        }

        var text = FaultText.Of(fault);

        Assert.StartsWith("System.InvalidOperationException: The stored verdict 412345678901234567 of ▒ cannot be read", text, StringComparison.Ordinal);
        Assert.Contains("System.Text.Json.JsonException", text, StringComparison.Ordinal);
        Assert.Contains(nameof(Type_place_and_our_own_words_stay_also_of_what_lies_inside), text, StringComparison.Ordinal);
        Assert.All((string[])[Name, Phone, Number], v => Assert.DoesNotContain(v, text, StringComparison.Ordinal));
    }
}
