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
