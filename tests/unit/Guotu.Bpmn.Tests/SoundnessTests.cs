using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Tests;

/// <summary>Each rule is broken by the smallest process that breaks it.</summary>
public sealed class SoundnessTests
{
    [Fact]
    public void FlowCountsFit_one_start_and_one_way_out_of_a_task()
    {
        Refused(FlowErrors.NotExactlyOne, Draft.Process().Task("a").End().Chain("a end"));
        Refused(FlowErrors.NotExactlyOne, Draft.Process().Start().Start("s2").Task("a").End().Chain("start a end").Chain("s2 a"));
        Refused(FlowErrors.FlowsWrong, Draft.Process().Start().Task("a").End().End("e2").Chain("start a end").Chain("a e2"));
        Refused(FlowErrors.FlowsWrong, Draft.Process().Start().Task("a").End().Parallel("g").Chain("start a g end").Chain("a g"));
    }

    [Fact]
    public void EveryNodeLeadsSomewhere_from_the_start_and_to_an_end()
    {
        Refused(FlowErrors.Unreachable, Draft.Process().Start().Task("a").Task("lost").End().Chain("start a end").Chain("lost end"));
        Refused(FlowErrors.NoWayToEnd, Draft.Process().Start().Exclusive("g", "toEnd").Task("a").Task("b").End()
            .Chain("start g").Flow("toEnd", "g", "end").Flow("toA", "g", "a", "x == 1").Chain("a b a"));
    }

    [Fact]
    public void ExclusiveGatewayHasDefault_or_the_case_could_be_stuck()
    {
        var draft = Draft.Process().Start().Task("a").Exclusive("g").End().End("e2").Chain("start a g");
        Refused(FlowErrors.DefaultMissing, draft.Flow("x", "g", "end", "decision == 'a'").Flow("y", "g", "e2", "decision == 'b'"));
        Refused(FlowErrors.AttributeWrong, Draft.Process().Start().Exclusive("g", "x").End().End("e2").Chain("start g").Flow("x", "g", "end").Flow("y", "g", "e2"));
    }

    [Fact]
    public void EveryTaskNamesItsPost_and_the_office_has_it()
    {
        Refused(FlowErrors.AssignmentMissing, Draft.Process().Start().Raw("<userTask id='a'/>").End().Chain("start a end"));
        Assert.Equal([FlowErrors.PostUnknown], Seen.Codes(Draft.Process().Start().Task("a").End().Chain("start a end").Read("director")));
        Assert.Empty(Seen.Codes(Draft.Process().Start().Task("a").End().Chain("start a end").Read("director", "clerk")));
    }

    [Fact]
    public void ReturnsLeadToTasks_that_come_before()
    {
        Refused(FlowErrors.ReturnTargetWrong, Draft.Process().Start().Task("a", "return key='r' to='nobody'").End().Chain("start a end"));
        Refused(FlowErrors.ReturnTargetWrong, Draft.Process().Start().Task("a", "return key='r' to='b'").Task("b").End().Chain("start a b end"));
        Refused(FlowErrors.ReturnTargetWrong, Draft.Process().Start().Task("a", "return key='r' to='applicant'").End().Chain("start a end"));
    }

    [Fact]
    public void ConditionsReadWhatIsThere_a_deleted_task_is_found_when_the_file_is_read()
    {
        var error = Draft.Process().Start().Task("a").Exclusive("g", "y").End().End("e2").Chain("start a g")
            .Flow("x", "g", "end", "deleted.outcome == 'pass'").Flow("y", "g", "e2").Read().Error!;
        Assert.Equal((FlowErrors.ValueMissing, "deleted.outcome"), (error.Code, error.Arguments["variable"]));
    }

    [Fact]
    public void NoLoopWithoutTask_would_ever_stop() =>
        Refused(FlowErrors.EndlessLoop, Draft.Process().Start().Exclusive("m").Exclusive("g", "out").End().Chain("start m g")
            .Flow("out", "g", "end").Flow("back", "g", "m", "x == 1"));

    [Fact]
    public void ParallelBlocksAreNested_a_join_fed_by_a_choice_waits_for_ever() =>
        Refused(FlowErrors.JoinDeadlocks, Draft.Process().Start().Exclusive("g", "d").Task("a").Task("b").Parallel("j").End().Chain("start g")
            .Flow("d", "g", "a").Flow("c", "g", "b", "x == 1").Chain("a j end").Chain("b j"));

    [Fact]
    public void ParallelBlocksAreNested_a_branch_may_not_end_on_its_own_where_the_others_join() =>
        Refused(FlowErrors.SplitNotJoined, Draft.Process().Start().Parallel("s", "j").Task("a").Task("b").Task("c").Exclusive("g", "on").End().End("e2")
            .Chain("start s a j end").Chain("s b j").Chain("s c g").Flow("on", "g", "j").Flow("off", "g", "e2", "x == 1"));

    [Fact]
    public void ParallelBlocksAreNested_branches_may_not_merge_without_a_join() =>
        Refused(FlowErrors.BranchesCross, Draft.Process().Start().Parallel("s").Task("a").Task("b").Task("c").End()
            .Chain("start s a c end").Chain("s b c"));

    [Fact]
    public void ParallelBlocksAreNested_nothing_enters_a_branch_from_outside() =>
        Refused(FlowErrors.BranchesCross, Draft.Process().Start().Exclusive("g", "d").Parallel("s", "j").Task("a").Task("b").End().Chain("start g")
            .Flow("d", "g", "s").Flow("in", "g", "a", "x == 1").Chain("s a j end").Chain("s b j"));

    [Fact]
    public void ParallelBlocksAreNested_a_loop_may_not_lead_out_of_a_branch_to_before_the_split() =>
        Refused(FlowErrors.BranchesCross, Draft.Process().Start().Task("first").Parallel("s", "j").Task("a").Task("b").Exclusive("g", "on").End()
            .Chain("start first s a g").Flow("on", "g", "j").Flow("back", "g", "first", "x == 1").Chain("s b j end"));

    [Fact]
    public void ParallelBlocksAreNested_what_is_sound_is_accepted()
    {
        _ = Draft.Process().Start().Parallel("s", "s2", "j2", "j").Task("a").Task("b").Task("c").End()
            .Chain("start s a j end").Chain("s s2 b j2 j").Chain("s2 c j2").Definition;
        _ = Draft.Process().Start().Parallel("s").Task("a").Task("b").End().Chain("start s a end").Chain("s b end").Definition;
        _ = Draft.Process().Start().Parallel("s", "j").Task("a").Task("b").Exclusive("g", "on").Terminate("stop").End()
            .Chain("start s a g").Flow("on", "g", "j").Flow("off", "g", "stop", "decision == 'no'").Chain("s b j end").Definition;
    }

    [Fact]
    public void ReminderPathsEndByThemselves_and_never_run_into_the_main_way()
    {
        const string Timer = "<boundaryEvent id='t' attachedToRef='a' cancelActivity='false'><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent>";
        _ = Draft.Process().Start().Task("a").Raw(Timer).Step("remind").End().End("e2").Chain("start a end").Chain("t remind e2").Definition;
        Refused(FlowErrors.BranchesCross, Draft.Process().Start().Task("a").Task("b").Raw(Timer).End().Chain("start a b end").Chain("t b"));
    }

    [Fact]
    public void ApplicantWaitsOutsideBlocks() =>
        Refused(FlowErrors.ReturnTargetWrong, Draft.Process().Start().Parallel("s", "j").Task("a").Task("fix", "applicant resumeOn='pass'").End()
            .Chain("start s a j end").Chain("s fix j"));

    private static void Refused(ErrorCode code, Draft draft)
    {
        var read = draft.Read();
        Assert.True(Seen.Codes(read).Contains(code), $"expected {code}, got\n{Seen.All(read.Error)}");
        Assert.All(read.Error!.Others.Prepend(read.Error), e => Assert.NotEmpty(e.Text));
    }
}
